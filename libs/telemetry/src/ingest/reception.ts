import type { Entry } from './batch.js';

/**
 * The time of a message that has none of its own.
 *
 * It is stored under the millisecond in which it came. Two messages of one millisecond must not meet under one key, and a
 * message that comes again must be found again, so the packet identifier stands in the microseconds: its remainder by
 * 999, plus 1, in the time of observation (0 is left to times that devices say), its quotient, 0 to 65, in the time of
 * reception. Messages in flight at once have different identifiers, and a message that is sent again keeps its own
 * (MQTT 3.1.1 §2.3.1).
 */
const SLOTS = 999;

/** Above all packet identifiers (MQTT 3.1.1 §2.3.1); QoS 0 has none and counts up to it instead. */
export const IDENTIFIERS = 65_536;

/** Microseconds of a time of observation, 1 to 999. */
export const observationSlot = (identifier: number): number => 1 + (identifier % SLOTS);

/** Microseconds of a time of reception, 0 to 65. */
export const receptionSlot = (identifier: number): number => Math.floor(identifier / SLOTS);

/** When a message without a time of its own counts as observed, microseconds since 1970 UTC. */
export function observationUs({ message, identifier }: Pick<Entry, 'message' | 'identifier'>): number {
  return message.receivedAt * 1000 + observationSlot(identifier);
}
