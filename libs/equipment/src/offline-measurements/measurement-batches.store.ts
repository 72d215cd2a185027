import type { NewOfflineMeasurement } from '#libs/contracts/http';
import { newUuid, type OrganizationId, type PersonId } from '#libs/kernel';
import { Prisma, type RegistryDatabase } from '#prisma';
import type { MeasurementRow } from './measurement-rows.js';
import { fieldsOf, type OfflineFields } from './offline-measurement.js';
import type { MatchedSample } from './offline-measurement.store.js';

interface MatchRow extends Omit<OfflineFields, 'sampledAt'> {
  readonly place: number;
  readonly assetIds: readonly string[] | null;
  readonly sampledAt: Date | null;
}

const wantedRows = (json: string) => Prisma.sql`
  jsonb_to_recordset(${json}::jsonb) AS w (place int4, serial_number text, external_id text, sampled_at timestamptz)`;

/** Ids of the assets that a row `w` names; two branches, so that each is a search in an index of its own. */
const named = (organizationId: OrganizationId) => Prisma.sql`
  SELECT a.id
  FROM asset a
  WHERE a.organization_id = ${organizationId}::uuid
    AND a.serial_number = w.serial_number
    AND (w.external_id IS NULL OR a.external_id = w.external_id)
  UNION ALL
  SELECT a.id
  FROM asset a
  WHERE a.organization_id = ${organizationId}::uuid
    AND a.external_id = w.external_id
    AND w.serial_number IS NULL`;

/**
 * Off-line measurements of many assets of one organization.
 *
 * Off-line measurements of many assets, in the registry's tables `asset` and `offline_measurement`.
 */
export class MeasurementBatches {
  constructor(private readonly database: RegistryDatabase) {}

  /**
   * Finds the assets and measurements of rows, each in its place, in one statement.
   *
   * @param lock the assets are held in the order of their ids, as those who upload one measurement hold them, until the
   *   unit of work ends
   */
  async match(
    organizationId: OrganizationId,
    rows: readonly MeasurementRow[],
    lock: boolean,
  ): Promise<readonly MatchedSample[]> {
    const wanted = JSON.stringify(
      rows.map(({ assetSerialNumber, externalId, measurement }, place) => ({
        place,
        serial_number: assetSerialNumber,
        external_id: externalId,
        sampled_at: measurement.sampledAt.toISOString(),
      })),
    );
    if (lock) {
      await this.database.client.$queryRaw`
        SELECT a.id
        FROM asset a
        WHERE a.id IN (SELECT named.id FROM ${wantedRows(wanted)} JOIN LATERAL (${named(organizationId)}) named ON true)
        ORDER BY a.id
        FOR UPDATE OF a`;
    }
    const found = await this.database.client.$queryRaw<MatchRow[]>`
      SELECT w.place, a.ids AS "assetIds", m.sampled_at AS "sampledAt",
        m.hydrogen, m.methane, m.ethane, m.ethylene, m.acetylene,
        m.carbon_monoxide AS "carbonMonoxide", m.carbon_dioxide AS "carbonDioxide", m.oxygen, m.nitrogen,
        m.moisture, m.acidity, m.breakdown_voltage AS "breakdownVoltage", m.laboratory, m.note
      FROM ${wantedRows(wanted)}
      LEFT JOIN LATERAL (
        SELECT array_agg(named.id::text) AS ids
        FROM (${named(organizationId)} LIMIT 2) named
      ) a ON true
      LEFT JOIN offline_measurement m
        ON cardinality(a.ids) = 1 AND m.asset_id = a.ids[1]::uuid AND m.sampled_at = w.sampled_at
      ORDER BY w.place`;
    return found.map(({ place: _, assetIds, sampledAt, ...fields }) => ({
      assetIds: assetIds ?? [],
      existing: sampledAt === null ? null : { ...fields, sampledAt },
    }));
  }

  /**
   * Adds and changes measurements, in one statement; a value that a row does not have stays as it is. Of several rows of
   * one sample the last counts. The same rows again change nothing.
   *
   * Nothing is checked, and no audit event recorded: who calls it may upload for the organization the assets were
   * matched in, and says so in the trail.
   */
  async put(
    rows: readonly { readonly assetId: string; readonly measurement: NewOfflineMeasurement }[],
    by: PersonId,
    at: Date,
  ): Promise<{ readonly added: number; readonly changed: number }> {
    const samples = JSON.stringify(
      rows.map(({ assetId, measurement }, place) => ({ ...fieldsOf(measurement), assetId, place, id: newUuid(at) })),
    );
    const written = await this.database.client.$queryRaw<{ readonly added: boolean; readonly count: number }[]>`
      WITH sample AS (
        SELECT DISTINCT ON (s."assetId", s."sampledAt") s.*
        FROM jsonb_to_recordset(${samples}::jsonb) AS s (
          place int4, id uuid, "assetId" uuid, "sampledAt" timestamptz,
          hydrogen float8, methane float8, ethane float8, ethylene float8, acetylene float8,
          "carbonMonoxide" float8, "carbonDioxide" float8, oxygen float8, nitrogen float8,
          moisture float8, acidity float8, "breakdownVoltage" float8, laboratory text, note text
        )
        ORDER BY s."assetId", s."sampledAt", s.place DESC
      ), written AS (
        INSERT INTO offline_measurement AS m (
          id, asset_id, sampled_at, hydrogen, methane, ethane, ethylene, acetylene, carbon_monoxide, carbon_dioxide,
          oxygen, nitrogen, moisture, acidity, breakdown_voltage, laboratory, note, created_by_id, created_at, updated_at
        )
        SELECT s.id, s."assetId", s."sampledAt", s.hydrogen, s.methane, s.ethane, s.ethylene, s.acetylene,
          s."carbonMonoxide", s."carbonDioxide", s.oxygen, s.nitrogen, s.moisture, s.acidity, s."breakdownVoltage",
          s.laboratory, s.note, ${by}::uuid, ${at}::timestamptz, ${at}::timestamptz
        FROM sample s
        ON CONFLICT (asset_id, sampled_at) DO UPDATE
        SET hydrogen = coalesce(excluded.hydrogen, m.hydrogen),
          methane = coalesce(excluded.methane, m.methane),
          ethane = coalesce(excluded.ethane, m.ethane),
          ethylene = coalesce(excluded.ethylene, m.ethylene),
          acetylene = coalesce(excluded.acetylene, m.acetylene),
          carbon_monoxide = coalesce(excluded.carbon_monoxide, m.carbon_monoxide),
          carbon_dioxide = coalesce(excluded.carbon_dioxide, m.carbon_dioxide),
          oxygen = coalesce(excluded.oxygen, m.oxygen),
          nitrogen = coalesce(excluded.nitrogen, m.nitrogen),
          moisture = coalesce(excluded.moisture, m.moisture),
          acidity = coalesce(excluded.acidity, m.acidity),
          breakdown_voltage = coalesce(excluded.breakdown_voltage, m.breakdown_voltage),
          laboratory = coalesce(excluded.laboratory, m.laboratory),
          note = coalesce(excluded.note, m.note),
          updated_at = excluded.updated_at
        WHERE ROW(
          coalesce(excluded.hydrogen, m.hydrogen), coalesce(excluded.methane, m.methane),
          coalesce(excluded.ethane, m.ethane), coalesce(excluded.ethylene, m.ethylene),
          coalesce(excluded.acetylene, m.acetylene), coalesce(excluded.carbon_monoxide, m.carbon_monoxide),
          coalesce(excluded.carbon_dioxide, m.carbon_dioxide), coalesce(excluded.oxygen, m.oxygen),
          coalesce(excluded.nitrogen, m.nitrogen), coalesce(excluded.moisture, m.moisture),
          coalesce(excluded.acidity, m.acidity), coalesce(excluded.breakdown_voltage, m.breakdown_voltage),
          coalesce(excluded.laboratory, m.laboratory), coalesce(excluded.note, m.note)
        ) IS DISTINCT FROM ROW(
          m.hydrogen, m.methane, m.ethane, m.ethylene, m.acetylene, m.carbon_monoxide, m.carbon_dioxide, m.oxygen,
          m.nitrogen, m.moisture, m.acidity, m.breakdown_voltage, m.laboratory, m.note
        )
        RETURNING m.xmax = 0 AS added
      )
      SELECT w.added, count(*)::int4 AS count
      FROM written w
      GROUP BY w.added`;
    const count = (added: boolean) => written.find((each) => each.added === added)?.count ?? 0;
    return { added: count(true), changed: count(false) };
  }
}
