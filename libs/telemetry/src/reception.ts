/** Microseconds of one millisecond that tell messages apart; 0 is left to times that devices say. */
const SLOTS = 999;

/**
 * The instant under which a message without a time of its own is stored, microseconds since 1970 UTC.
 *
 * Two messages of one millisecond must not meet under one key, and a message that comes again must be found again. So
 * the microseconds are 1 plus the packet identifier modulo 999: messages in flight at once have different identifiers
 * (MQTT 3.1.1 §2.3.1), and a message that is sent again keeps its own.
 *
 * @param receivedAtMs whole milliseconds since 1970 UTC
 * @param identifier   of the packet; with QoS 0 any number that differs from message to message
 */
export function receptionUs(receivedAtMs: number, identifier: number): number {
  return receivedAtMs * 1000 + receptionSlot(identifier);
}

/** The microseconds, 1 to 999, that a packet identifier gives. */
export function receptionSlot(identifier: number): number {
  return 1 + (identifier % SLOTS);
}
