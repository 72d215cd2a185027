import { createHash } from 'node:crypto';
import type { Allowances } from './allowance.js';
import type { Entry, RejectedRow } from './batch.js';
import { observationUs } from './reception.js';

/** Bytes of a rejected payload that are kept; the rest is cut off, its length is kept. */
export const KEPT_PAYLOAD_BYTES = 64 * 1024;
/** UTF-16 code units of a topic that are kept. */
const KEPT_TOPIC_LENGTH = 512;
const NOTHING = new Uint8Array();

/** Why something was refused, in a permanent code and in words. */
export interface Reason {
  readonly code: string;
  readonly index: number | undefined;
  readonly reason: string;
}

/** The row of a message that was refused, in whole or in part. Beyond what its device may fill it holds no payload. */
export function rejectedRow(
  entry: Entry,
  reasons: readonly Reason[],
  reasonCount: number,
  { rejectedBytes }: Allowances,
): RejectedRow {
  const { message } = entry;
  const kept = message.payload.subarray(0, KEPT_PAYLOAD_BYTES);
  const mayKeep = rejectedBytes.take(message.deviceKey, kept.length, message.receivedAt);
  return {
    deviceKey: message.deviceKey,
    receivedUs: observationUs(entry),
    payloadDigest: payloadDigest(message.payload),
    topic: storable(message.topic.slice(0, KEPT_TOPIC_LENGTH)),
    code: reasons[0]?.code ?? 'unknown',
    reasonsJson: JSON.stringify(reasons.map((each) => ({ ...each, reason: storable(each.reason) }))),
    reasonCount,
    payload: mayKeep ? kept : NOTHING,
    payloadBytes: message.payload.length,
  };
}

/** First eight bytes of the payload's SHA-256, as a signed 64-bit number, big-endian. */
export function payloadDigest(payload: Uint8Array): bigint {
  return createHash('sha256').update(payload).digest().readBigInt64BE(0);
}

/** Words can quote a payload; PostgreSQL stores neither U+0000 nor lone surrogates. */
function storable(text: string): string {
  return text.replace(/\p{Surrogate}|\0/gu, '\uFFFD');
}
