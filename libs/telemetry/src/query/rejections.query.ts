import type { Pool } from 'pg';
import { BadCursorError } from '../telemetry.errors.js';
import { limitOf, pageOf } from './cursor.js';
import { isoOfUs, multirangeOf } from './instants.js';
import type { Page, PageRequest, RejectedMessage, SeenDevice } from './telemetry.js';

interface RejectedRow {
  readonly received_at: Date;
  readonly topic: string;
  readonly code: string;
  readonly reasons: RejectedMessage['reasons'];
  readonly reason_count: number;
  readonly payload: Buffer;
  readonly payload_bytes: number;
  readonly received_us: string;
  readonly payload_digest: string;
}

const REJECTED = {
  name: 'telemetry.rejected-messages',
  text: `
    SELECT received_at, topic, code, reasons, reason_count, payload, payload_bytes, payload_digest,
      (extract(epoch FROM received_at) * 1000000)::int8 AS received_us
    FROM telemetry.rejected_message
    WHERE device_key = $1
    AND $5::tstzmultirange @> received_at
    AND received_at <= $2::timestamptz
    AND (received_at, payload_digest) < ($2::timestamptz, $3::int8)
    ORDER BY received_at DESC, payload_digest DESC
    LIMIT $4`,
};

/** Above every row: no first page is cut by it. */
const START = ['9999-12-31T00:00:00Z', '0'] as const;

/** See `TelemetryReader.rejectedMessages`. */
export async function rejectedMessagesOf(
  pool: Pool,
  { key, spans }: SeenDevice,
  { limit, cursor }: PageRequest,
): Promise<Page<RejectedMessage>> {
  const most = limitOf(limit);
  const after = cursor === undefined ? START : placeOfCursor(cursor);
  const { rows } = await pool.query<RejectedRow>(REJECTED, [key, ...after, most + 1, multirangeOf(spans)]);
  return pageOf(rows, most, rejectedOf, (row) => `${row.received_us}.${row.payload_digest}`);
}

function placeOfCursor(cursor: string): readonly [string, string] {
  const [, us, digest] = /^(\d{1,16})\.(-?\d{1,19})$/.exec(cursor) ?? [];
  if (us === undefined || digest === undefined) throw new BadCursorError(cursor);
  if (BigInt.asIntN(64, BigInt(digest)) !== BigInt(digest)) throw new BadCursorError(cursor);
  return [isoOfUs(Number(us)), digest];
}

function rejectedOf(row: RejectedRow): RejectedMessage {
  return {
    receivedAt: row.received_at,
    topic: row.topic,
    code: row.code,
    reasons: row.reasons,
    reasonCount: row.reason_count,
    payload: row.payload,
    payloadBytes: row.payload_bytes,
  };
}
