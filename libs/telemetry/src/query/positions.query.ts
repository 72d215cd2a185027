import type { Pool } from 'pg';
import { type DeviceKey, deviceKey } from '#libs/kernel';
import { int4Array } from '../database/binary-format.js';
import { timeOriginOf } from '../ingest/time-origin.js';
import { limitOf, numbersOfCursor, pageOf } from './cursor.js';
import { isoOfUs, multirangeOf, usOf } from './instants.js';
import type { Page, PageRequest, SeenDevice, Span, StoredPosition } from './telemetry.js';

interface PositionRow {
  readonly device_key: number;
  readonly latitude: number;
  readonly longitude: number;
  readonly accuracy_meters: number | null;
  readonly observed_at: Date;
  readonly received_at: Date;
  readonly time_origin: number;
  readonly observed_us: string;
}

const TRACK = {
  name: 'telemetry.positions',
  text: `
    SELECT device_key, latitude, longitude, accuracy_meters, observed_at, received_at, time_origin,
      (extract(epoch FROM observed_at) * 1000000)::int8 AS observed_us
    FROM telemetry.position
    WHERE device_key = $1
    AND observed_at >= $2::timestamptz
    AND observed_at < $3::timestamptz
    AND $5::tstzmultirange @> observed_at
    ORDER BY observed_at
    LIMIT $4`,
};

const NEWEST = {
  name: 'telemetry.latest-positions',
  text: `
    SELECT device_key, latitude, longitude, accuracy_meters, observed_at, received_at, time_origin
    FROM telemetry.latest_position
    WHERE device_key = ANY ($1::int4[])`,
};

/** See `TelemetryReader.positions`. */
export async function trackOf(
  pool: Pool,
  { key, spans }: SeenDevice,
  { from, to }: Span,
  { limit, cursor }: PageRequest,
): Promise<Page<StoredPosition>> {
  const [nextUs] = cursor === undefined ? [] : numbersOfCursor(cursor, 1);
  const fromUs = Math.max(usOf(from), nextUs ?? usOf(from));
  const most = limitOf(limit);
  const values = [key, isoOfUs(fromUs), to.toISOString(), most + 1, multirangeOf(spans)];
  const { rows } = await pool.query<PositionRow>(TRACK, values);
  return pageOf(rows, most, positionOf, ({ observed_us }) => String(Number(observed_us) + 1));
}

/** See `TelemetryReader.positionsOf`. */
export async function newestPositionsOf(pool: Pool, deviceKeys: readonly DeviceKey[]): Promise<StoredPosition[]> {
  const { rows } = await pool.query<PositionRow>(NEWEST, [int4Array(deviceKeys)]);
  return rows.map(positionOf);
}

function positionOf(row: PositionRow): StoredPosition {
  return {
    deviceKey: deviceKey(row.device_key),
    latitude: row.latitude,
    longitude: row.longitude,
    accuracyMeters: row.accuracy_meters ?? undefined,
    observedAt: row.observed_at,
    receivedAt: row.received_at,
    timeOrigin: timeOriginOf(row.time_origin),
  };
}
