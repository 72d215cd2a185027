import type { DgaGas } from '#libs/contracts/http';
import { personId } from '#libs/kernel';
import { Prisma, type RegistryDatabase } from '#prisma';
import { dgaGases } from '../dissolved-gas/gases.js';
import type { MeasurementInHistory, OfflineFields, OfflineMeasurement } from './offline-measurement.js';

/** The asset a row of a file names, and its measurement of that sample. */
export interface MatchedSample {
  /** None: the organization has no such asset; two: the name fits several. */
  readonly assetIds: readonly string[];
  readonly existing: OfflineFields | null;
}

interface MeasurementRecord extends OfflineFields {
  readonly id: string;
  readonly assetId: string;
  readonly createdById: string;
  readonly createdAt: Date;
  readonly updatedAt: Date;
}

interface HistoryRow extends MeasurementRecord {
  readonly beforeSampledAt: Date | null;
  /** In the order of `dgaGases`. */
  readonly beforeGases: readonly (number | null)[] | null;
}

/**
 * Measurements of the asset with the latest earlier sample that has gases: samples for moisture alone lie between.
 *
 * The unique index on asset and time serves the page and the sample before.
 */
const selectHistory = (where: Prisma.Sql) => Prisma.sql`
  SELECT m.id, m.asset_id AS "assetId", m.sampled_at AS "sampledAt",
    m.hydrogen, m.methane, m.ethane, m.ethylene, m.acetylene,
    m.carbon_monoxide AS "carbonMonoxide", m.carbon_dioxide AS "carbonDioxide", m.oxygen, m.nitrogen,
    m.moisture, m.acidity, m.breakdown_voltage AS "breakdownVoltage", m.laboratory, m.note,
    m.created_by_id AS "createdById", m.created_at AS "createdAt", m.updated_at AS "updatedAt",
    before.sampled_at AS "beforeSampledAt", before.gases AS "beforeGases"
  FROM offline_measurement m
  LEFT JOIN LATERAL (
    SELECT b.sampled_at, to_jsonb(ARRAY[b.hydrogen, b.methane, b.ethane, b.ethylene, b.acetylene, b.carbon_monoxide,
      b.carbon_dioxide, b.oxygen, b.nitrogen]) AS gases
    FROM offline_measurement b
    WHERE b.asset_id = m.asset_id
      AND b.sampled_at < m.sampled_at
      AND num_nonnulls(b.hydrogen, b.methane, b.ethane, b.ethylene, b.acetylene, b.carbon_monoxide, b.carbon_dioxide,
        b.oxygen, b.nitrogen) > 0
    ORDER BY b.sampled_at DESC
    LIMIT 1
  ) before ON true
  WHERE ${where}`;

/**
 * Off-line measurements, one asset at a time.
 *
 * Off-line measurements in the registry's table `offline_measurement`.
 */
export class MeasurementStore {
  constructor(private readonly database: RegistryDatabase) {}

  /** Newest sample first; `before` is the time of the last one of the page before. */
  async page(assetId: string, limit: number, before: Date | undefined): Promise<readonly MeasurementInHistory[]> {
    const ofAsset = Prisma.sql`
      m.asset_id = ${assetId}::uuid AND m.sampled_at < coalesce(${before ?? null}::timestamptz, 'infinity')`;
    const rows = await this.database.client.$queryRaw<HistoryRow[]>`
      ${selectHistory(ofAsset)}
      ORDER BY m.sampled_at DESC
      LIMIT ${limit}`;
    return rows.map(historyFrom);
  }

  async find(assetId: string, id: string): Promise<MeasurementInHistory | undefined> {
    const one = Prisma.sql`m.asset_id = ${assetId}::uuid AND m.id = ${id}::uuid`;
    const [row] = await this.database.client.$queryRaw<HistoryRow[]>`${selectHistory(one)}`;
    return row && historyFrom(row);
  }

  /** That of the sample drawn at this time. */
  async findSample(assetId: string, sampledAt: Date): Promise<OfflineMeasurement | undefined> {
    const row = await this.database.client.offlineMeasurement.findUnique({
      where: { assetId_sampledAt: { assetId, sampledAt } },
    });
    return row ? measurementFrom(row) : undefined;
  }

  async add(measurement: OfflineMeasurement): Promise<void> {
    await this.database.client.offlineMeasurement.create({ data: measurement });
  }

  async change(id: string, fields: OfflineFields, at: Date): Promise<void> {
    await this.database.client.offlineMeasurement.update({ where: { id }, data: { ...fields, updatedAt: at } });
  }

  async remove(id: string): Promise<void> {
    await this.database.client.offlineMeasurement.delete({ where: { id } });
  }
}

function historyFrom({ beforeSampledAt, beforeGases, ...row }: HistoryRow): MeasurementInHistory {
  const measurement = measurementFrom(row);
  if (beforeSampledAt === null) return { measurement, before: null };
  const gases = Object.fromEntries(dgaGases.map((gas, at) => [gas, beforeGases?.[at] ?? null])) as Record<
    DgaGas,
    number | null
  >;
  return { measurement, before: { sampledAt: beforeSampledAt, gases } };
}

const measurementFrom = (row: MeasurementRecord): OfflineMeasurement => ({
  ...row,
  createdById: personId(row.createdById),
});
