import { payloadLimits } from './limits.js';
import type { ObservationTime } from './observation-time.js';

/** What a time stamp counts on this topic's form: milliseconds everywhere but in SenML (RFC 8428 §4.3). */
export type TimeUnit = 'seconds' | 'milliseconds';

/** How many milliseconds one of each unit has. */
const UNITS_MS = Object.freeze({ seconds: 1_000, milliseconds: 1, microseconds: 1e-3, nanoseconds: 1e-6 });

/**
 * Says in one sentence why a device's time was not believed, with the number as the device sent it, and of which unit it
 * looks like a count.
 *
 * @param time its `timeOrigin` is `replaced`, so that `observedAtMs` is the reception
 * @param wanted what the form counts
 */
export function doubtOf({ claimedTimeMs = 0, observedAtMs }: ObservationTime, wanted: TimeUnit): string {
  const claim = wanted === 'seconds' ? withoutNoise(claimedTimeMs / UNITS_MS.seconds) : claimedTimeMs;
  const isTime = (ms: number) => ms >= payloadLimits.earliestTimeMs && ms <= observedAtMs + payloadLimits.futureMs;
  const [alike] = Object.entries(UNITS_MS).find(([, unitMs]) => isTime(claim * unitMs)) ?? [];
  if (alike !== undefined) return `Its time ${claim} looks like ${alike} since 1970; ${wanted} are wanted.`;
  const fault = claimedTimeMs > observedAtMs ? 'more than a day ahead' : 'before the year 2000';
  return `Its time ${claim} is ${fault}, taken as ${wanted} since 1970.`;
}

/** What the person who programs the device is to do about two values of one instant. */
export function adviceFor(time: ObservationTime, unit: TimeUnit): string {
  if (time.timeOrigin === 'device') return 'Give each its own time.';
  const shared = 'Without a believable time of its own each gets this one.';
  return time.timeOrigin === 'replaced' ? `${doubtOf(time, unit)} ${shared}` : shared;
}

/** Whether of two that would be stored at one instant the second is the better record of it. */
export function isBelievedOver(one: ObservationTime, earlier: ObservationTime): boolean {
  if (earlier.timeOrigin !== 'replaced') return false;
  // Both count as of the reception: what the device itself calls the newest is what it is like now.
  return one.timeOrigin !== 'replaced' || (one.claimedTimeMs ?? 0) > (earlier.claimedTimeMs ?? 0);
}

/** Seconds times a thousand and back again: the last digits are not the device's. */
const withoutNoise = (seconds: number) => Number(seconds.toPrecision(15));
