import type { BoundingBox } from '#libs/contracts/http';
import { deviceId, organizationId } from '#libs/kernel';
import { Prisma } from '#prisma';
import type { MapFeature } from './map-feature.js';
import { MODEL_SHIFT, partOf } from './map-filter.js';

/** A cell of the map, or a single device if `id` is not null. */
export interface FeatureRow {
  readonly lat: number;
  readonly lon: number;
  readonly devices: number;
  readonly connected: number;
  readonly disconnected: number;
  readonly stale: number;
  readonly id: string | null;
  readonly serial_number: string;
  readonly name: string;
  readonly model: string;
  readonly organization_id: string;
  readonly site_id: string | null;
  readonly state: number;
  readonly observed_at: Date | null;
}

/** Sums over rows with devices and their state, one row a cell. */
export const statesCounted = (state: Prisma.Sql, devices: Prisma.Sql): Prisma.Sql => Prisma.sql`
  sum(${devices}) AS devices,
  coalesce(sum(${devices}) FILTER (WHERE ${state} & 3 = 0), 0) AS connected,
  coalesce(sum(${devices}) FILTER (WHERE ${state} & 3 = 1), 0) AS disconnected,
  coalesce(sum(${devices}) FILTER (WHERE ${state} >> 2 & 3 = 1), 0) AS stale`;

/** Columns of `FeatureRow` over rows `cell` with lat, lon, what is counted, and keys, their sum. */
export const shownColumns = Prisma.sql`
  coalesce(alone.lat, cell.lat) AS lat, coalesce(alone.lon, cell.lon) AS lon,
  cell.devices::int AS devices, cell.connected::int AS connected, cell.disconnected::int AS disconnected,
  cell.stale::int AS stale, alone.id, alone.serial_number, alone.name, alone.model, alone.organization_id, alone.site_id,
  alone.state, alone.observed_at`;

/** What is joined to a `cell`: its device, if there is but one. */
export const shownTables = Prisma.sql`
  LEFT JOIN LATERAL (
    SELECT d.id, d.serial_number, d.name, m.name AS model, d.organization_id, d.site_id, p.state, p.lat, p.lon, l.observed_at
    FROM device_place p
    JOIN device d ON d.key = p.device_key
    JOIN device_model m ON m.key = p.state >> ${MODEL_SHIFT}::int
    LEFT JOIN telemetry.latest_position l ON p.is_reported AND l.device_key = p.device_key
    WHERE p.device_key = CASE WHEN cell.devices = 1 THEN cell.keys::int END
    -- There is one at most; saying so keeps the planner from reading all devices for some hundred cells.
    LIMIT 1
  ) alone ON TRUE`;

/** To about 0.1 m: sums of floats depend on the order of the rows, and an unchanged map should read the same. */
const rounded = (degrees: number) => Math.round(degrees * 1e6) / 1e6;

/** @param box of the cell's devices */
export function featureFrom(row: FeatureRow, box: BoundingBox): MapFeature {
  const { lat, lon, devices: count, connected, disconnected, stale, state } = row;
  if (row.id === null) {
    const { west, south, east, north } = box;
    const around = { west: rounded(west), south: rounded(south), east: rounded(east), north: rounded(north) };
    return {
      kind: 'cluster',
      lat: rounded(lat),
      lon: rounded(lon),
      count,
      connected,
      disconnected,
      stale,
      box: around,
    };
  }
  return {
    kind: 'device',
    lat,
    lon,
    deviceId: deviceId(row.id),
    serialNumber: row.serial_number,
    name: row.name,
    model: row.model,
    organizationId: organizationId(row.organization_id),
    siteId: row.site_id,
    connectivity: partOf('connectivity', state),
    freshness: partOf('freshness', state),
    observedAt: row.observed_at,
    source: row.observed_at === null ? 'site' : 'device',
  };
}
