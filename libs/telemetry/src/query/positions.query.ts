import type { Pool } from 'pg';
import { type DeviceKey, deviceKey } from '#libs/kernel';
import { int4Array } from '../database/binary-format.js';
import { timeOriginOf } from '../ingest/time-origin.js';
import { limitOf, numbersOfCursor, pageOf } from './cursor.js';
import { isoOfUs, multirangeOf, SEEN_AT, usOf } from './instants.js';
import type { Page, PageRequest, SeenDevice, Span, StoredPosition, Track } from './telemetry.js';

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
    AND $5::tstzmultirange @> ${SEEN_AT}
    ORDER BY observed_at
    LIMIT $4`,
};

// 0, 0 is what a receiver without satellites reports.
const THINNED = {
  name: 'telemetry.thinned-track',
  text: `
    SELECT DISTINCT ON (bucket) time_bucket(make_interval(secs => $4::float8), observed_at) AS bucket, device_key, latitude, longitude,
      accuracy_meters, observed_at, received_at, time_origin, count(*) OVER ()::int AS positions
    FROM telemetry.position
    WHERE device_key = $1
    AND observed_at >= $2::timestamptz
    AND observed_at < $3::timestamptz
    AND $5::tstzmultirange @> ${SEEN_AT}
    AND NOT (latitude = 0 AND longitude = 0)
    ORDER BY bucket, observed_at DESC`,
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

/** See `TelemetryReader.track`. */
export async function thinnedTrackOf(
  pool: Pool,
  { key, spans }: SeenDevice,
  span: Span,
  points: number,
): Promise<Track> {
  const seconds = (span.to.getTime() - span.from.getTime()) / 1_000;
  // Both ends of the span may lie inside a part.
  const part = Math.max(0.001, seconds / (points - 1));
  const values = [key, span.from.toISOString(), span.to.toISOString(), part, multirangeOf(spans)];
  const { rows } = await pool.query<PositionRow & { readonly positions: number }>(THINNED, values);
  return { positions: rows[0]?.positions ?? 0, items: rows.map(positionOf) };
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
