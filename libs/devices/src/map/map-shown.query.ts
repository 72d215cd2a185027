import { deviceId } from '#libs/kernel';
import { Prisma } from '#prisma';
import type { ConnectivityState } from '../list/device-list.js';
import type { MapFeature } from './map-feature.js';

/** A cell of the map, or a single device if `id` is not null. */
export interface FeatureRow {
  readonly lat: number;
  readonly lon: number;
  readonly devices: number;
  readonly connected: number;
  readonly id: string | null;
  readonly serial_number: string;
  readonly name: string;
  readonly connectivity: ConnectivityState;
  readonly observed_at: Date | null;
}

/** Columns of `FeatureRow` over rows `cell` with lat, lon from the western edge on, devices, connected and keys, their sum. */
export const shownColumns = Prisma.sql`
  coalesce(alone.lat, cell.lat) AS lat,
  coalesce(alone.lon, CASE WHEN cell.lon > 180 THEN cell.lon - 360 ELSE cell.lon END) AS lon,
  cell.devices::int AS devices, cell.connected::int AS connected,
  alone.id, alone.serial_number, alone.name, alone.connectivity, alone.observed_at`;

/** What is joined to a `cell`: its device, if there is but one. */
export const shownTables = Prisma.sql`
  LEFT JOIN LATERAL (
    SELECT d.id, d.serial_number, d.name, p.connectivity, p.lat, p.lon, l.observed_at
    FROM device_place p
    JOIN device d ON d.key = p.device_key
    LEFT JOIN telemetry.latest_position l ON p.is_reported AND l.device_key = p.device_key
    WHERE p.device_key = CASE WHEN cell.devices = 1 THEN cell.keys::int END
    -- There is one at most; saying so keeps the planner from reading all devices for some hundred cells.
    LIMIT 1
  ) alone ON TRUE`;

/** To about 0.1 m: sums of floats depend on the order of the rows, and an unchanged map should read the same. */
const rounded = (degrees: number) => Math.round(degrees * 1e6) / 1e6;

export function featureFrom({ lat, lon, devices, connected, ...row }: FeatureRow): MapFeature {
  if (row.id === null) return { kind: 'cluster', lat: rounded(lat), lon: rounded(lon), count: devices, connected };
  return {
    kind: 'device',
    lat,
    lon,
    deviceId: deviceId(row.id),
    serialNumber: row.serial_number,
    name: row.name,
    connectivity: row.connectivity,
    observedAt: row.observed_at,
    source: row.observed_at === null ? 'site' : 'device',
  };
}
