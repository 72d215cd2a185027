import { payloadLimits } from './limits.js';

/**
 * Where the time of a reading comes from: the device said it, the device said none (or, in SenML, only how long ago) and
 * the reception counts, or the device said an impossible one and the reception counts instead.
 */
export type TimeOrigin = 'device' | 'received' | 'replaced';

/** When something was observed. */
export interface ObservationTime {
  /** Milliseconds since 1970 UTC, whole; between 2000-01-01 and one day after the reception, or the reception itself. */
  readonly observedAtMs: number;
  readonly timeOrigin: TimeOrigin;
  /** With `replaced`: the number the device sent, as it was; it need not be a time at all. Always finite. */
  readonly claimedTimeMs: number | undefined;
}

/** The time of a reading whose device said none. */
export function receptionTime(receivedAtMs: number): ObservationTime {
  return { observedAtMs: receivedAtMs, timeOrigin: 'received', claimedTimeMs: undefined };
}

/**
 * Takes a device's time stamp if it is believable, otherwise the time of reception.
 *
 * Before 2000 (a clock that was never set, or seconds sent as milliseconds) and more than a day ahead are not
 * believed. Fractions of a millisecond are rounded away, always the same, so that a second delivery meets the same key.
 */
export function claimedTime(claimedTimeMs: number, receivedAtMs: number): ObservationTime {
  const believable =
    claimedTimeMs >= payloadLimits.earliestTimeMs && claimedTimeMs <= receivedAtMs + payloadLimits.futureMs;
  return believable
    ? { observedAtMs: Math.round(claimedTimeMs), timeOrigin: 'device', claimedTimeMs: undefined }
    : { observedAtMs: receivedAtMs, timeOrigin: 'replaced', claimedTimeMs: finite(claimedTimeMs) };
}

function finite(number: number): number {
  return Math.min(Math.max(number, -Number.MAX_VALUE), Number.MAX_VALUE);
}
