import type { Pool } from 'pg';
import { type DeviceKey, deviceKey } from '#libs/kernel';
import { int4Array } from '../database/binary-format.js';
import { BadCursorError } from '../telemetry.errors.js';
import { limitOf, pageOf } from './cursor.js';
import { isoOfUs, multirangeOf } from './instants.js';
import type { ConnectivityEvent, DevicePresence, Page, PageRequest, SeenDevice, Span } from './telemetry.js';

interface PresenceRow {
  readonly device_key: number;
  readonly state: 'connected' | 'disconnected';
  readonly since: Date;
  readonly cause: string | null;
  readonly last_seen_at: Date;
  readonly remote_address: string | null;
}

interface EventRow {
  readonly occurred_at: Date;
  readonly event: 'connected' | 'disconnected';
  readonly cause: string | null;
  readonly session_id: string;
  readonly remote_address: string | null;
  readonly occurred_us: string;
}

const PRESENCE = {
  name: 'telemetry.presence',
  text: `
    SELECT device_key, state, since, cause, last_seen_at, remote_address
    FROM telemetry.presence
    WHERE device_key = ANY ($1::int4[])`,
};

// A beginning and an end of one session in one millisecond: the end is newer. 'disconnected' sorts after 'connected'.
const CONNECTIVITY = {
  name: 'telemetry.connectivity',
  text: `
    SELECT occurred_at, event, cause, session_id, remote_address,
      (extract(epoch FROM occurred_at) * 1000000)::int8 AS occurred_us
    FROM telemetry.connectivity
    WHERE device_key = $1
    AND $6::tstzmultirange @> occurred_at
    AND occurred_at <= $2::timestamptz
    AND (occurred_at, session_id, event) < ($2::timestamptz, $3::uuid, $4)
    ORDER BY occurred_at DESC, session_id DESC, event DESC
    LIMIT $5`,
};

const CONNECTIVITY_WITHIN = {
  name: 'telemetry.connectivity-within',
  text: `
    SELECT occurred_at, event, cause, session_id, remote_address, '' AS occurred_us
    FROM telemetry.connectivity
    WHERE device_key = $1
    AND $5::tstzmultirange @> occurred_at
    AND occurred_at >= $2::timestamptz
    AND occurred_at < $3::timestamptz
    ORDER BY occurred_at DESC, session_id DESC, event DESC
    LIMIT $4`,
};

/** Above every row: no first page is cut by it. */
const START = ['9999-12-31T00:00:00Z', 'ffffffff-ffff-ffff-ffff-ffffffffffff', ''] as const;

/** See `TelemetryReader.presenceOf`. */
export async function presenceOf(pool: Pool, deviceKeys: readonly DeviceKey[]): Promise<DevicePresence[]> {
  const { rows } = await pool.query<PresenceRow>(PRESENCE, [int4Array(deviceKeys)]);
  return rows.map((row) => ({
    deviceKey: deviceKey(row.device_key),
    state: row.state,
    since: row.since,
    cause: row.cause ?? undefined,
    lastSeenAt: row.last_seen_at,
    remoteAddress: row.remote_address ?? undefined,
  }));
}

/** See `TelemetryReader.connectivity`. */
export async function connectivityOf(
  pool: Pool,
  { key, spans }: SeenDevice,
  { limit, cursor }: PageRequest,
): Promise<Page<ConnectivityEvent>> {
  const most = limitOf(limit);
  const after = cursor === undefined ? START : placeOfCursor(cursor);
  const { rows } = await pool.query<EventRow>(CONNECTIVITY, [key, ...after, most + 1, multirangeOf(spans)]);
  return pageOf(rows, most, eventOf, (row) => `${row.occurred_us}.${row.session_id}.${row.event}`);
}

/** See `TelemetryReader.connectivityWithin`. */
export async function connectivityWithin(
  pool: Pool,
  { key, spans }: SeenDevice,
  { from, to }: Span,
  limit: number,
): Promise<readonly ConnectivityEvent[]> {
  const values = [key, from.toISOString(), to.toISOString(), limit, multirangeOf(spans)];
  const { rows } = await pool.query<EventRow>(CONNECTIVITY_WITHIN, values);
  return rows.map(eventOf);
}

function placeOfCursor(cursor: string): readonly [string, string, string] {
  const [, us, sessionId, event] = /^(\d{1,16})\.([0-9a-f-]{36})\.(connected|disconnected)$/.exec(cursor) ?? [];
  if (us === undefined || sessionId === undefined || event === undefined) throw new BadCursorError(cursor);
  return [isoOfUs(Number(us)), sessionId, event];
}

function eventOf(row: EventRow): ConnectivityEvent {
  return {
    occurredAt: row.occurred_at,
    event: row.event,
    cause: row.cause ?? undefined,
    sessionId: row.session_id,
    remoteAddress: row.remote_address ?? undefined,
  };
}
