import type { DeviceId } from '#libs/kernel';
import type { RegistryDatabase } from '#prisma';
import type { DeviceDetails } from './device-list.js';
import {
  type ListedDeviceRow,
  listedDeviceColumns,
  listedDeviceFrom,
  listedDeviceTables,
} from './device-rows.query.js';

interface DetailsRow extends ListedDeviceRow {
  readonly key_algorithm: 'ec-p256' | 'rsa-2048';
  readonly site_name: string | null;
  readonly site_address: string | null;
  readonly site_lat: number | null;
  readonly site_lon: number | null;
  readonly asset_id: string | null;
  readonly asset_model: string;
  readonly asset_model_number: string;
  readonly asset_serial_number: string;
  readonly start_date: string | null;
  readonly end_date: string;
  readonly lease_months: number;
  readonly system_name: string | null;
  readonly rating: string | null;
}

/** Reads a device with its equipment, place and latest contract, in one statement. */
export async function readDeviceDetails(
  database: RegistryDatabase,
  id: DeviceId,
  now: Date,
): Promise<DeviceDetails | undefined> {
  const [row] = await database.client.$queryRaw<DetailsRow[]>`
    SELECT ${listedDeviceColumns}, m.key_algorithm::text AS key_algorithm,
      s.name AS site_name, s.address AS site_address, s.lat AS site_lat, s.lon AS site_lon,
      i.asset_id, i.asset_model, i.asset_model_number, i.asset_serial_number,
      k.start_date::text AS start_date, k.end_date::text AS end_date, k.lease_months,
      coalesce(r.name, d.system_name) AS system_name, i.rating
    FROM device d
    ${listedDeviceTables(now)}
    LEFT JOIN site s ON s.id = d.site_id
    LEFT JOIN LATERAL (
      SELECT a.id AS asset_id, e.name AS asset_model, a.model_number AS asset_model_number,
        a.serial_number AS asset_serial_number,
        (a.attributes ->> 'ratedPower') || coalesce(' ' || (
          SELECT t.unit FROM jsonb_to_recordset(c.attributes) AS t (key text, unit text) WHERE t.key = 'ratedPower' LIMIT 1
        ), '') AS rating
      FROM installation n
      JOIN asset a ON a.id = n.asset_id
      JOIN equipment_model e ON e.id = a.equipment_model_id
      JOIN asset_kind c ON c.id = e.kind_id
      WHERE n.device_id = d.id AND n.removed_at IS NULL
      ORDER BY n.installed_at DESC
      LIMIT 1
    ) i ON TRUE
    LEFT JOIN LATERAL (
      SELECT t.start_date, t.end_date, t.lease_months
      FROM service_contract t
      WHERE t.device_id = d.id AND t.customer_id = d.organization_id
      ORDER BY t.start_date DESC
      LIMIT 1
    ) k ON TRUE
    LEFT JOIN LATERAL (
      SELECT a.value #>> '{}' AS name
      FROM telemetry.attribute a
      LEFT JOIN device_ownership w ON w.device_id = d.id AND w.until IS NULL
      WHERE a.device_key = d.key AND a.name = 'systemName' AND jsonb_typeof(a.value) = 'string'
        AND a.received_at > greatest(d.system_named_at, w.since, '-infinity')
    ) r ON TRUE
    WHERE d.id = ${id}::uuid`;
  return row && detailsFrom(row);
}

function detailsFrom(row: DetailsRow): DeviceDetails {
  return {
    ...listedDeviceFrom(row),
    keyAlgorithm: row.key_algorithm,
    asset:
      row.asset_id === null
        ? null
        : {
            id: row.asset_id,
            model: row.asset_model,
            modelNumber: row.asset_model_number,
            serialNumber: row.asset_serial_number,
          },
    site:
      row.site_id === null || row.site_name === null
        ? null
        : { id: row.site_id, name: row.site_name, address: row.site_address, lat: row.site_lat, lon: row.site_lon },
    contract:
      row.start_date === null
        ? null
        : { startDate: row.start_date, endDate: row.end_date, leaseMonths: row.lease_months },
    systemName: row.system_name,
    rating: row.rating ?? undefined,
  };
}
