import { HOUR_MS, retryDelayMs } from '#libs/kernel';

/** How failures of one kind are answered: from `threshold` of them on, with a delay that doubles. */
export interface ThrottleRule {
  /** The failure that locks first; those before cost nothing. */
  readonly threshold: number;
  /** First delay, milliseconds. */
  readonly firstMs: number;
  /** Longest delay, milliseconds. */
  readonly longestMs: number;
}

const SECOND_MS = 1000;

/** Wrong passwords and codes for one account from one place: 30 s from the fifth on, doubling to an hour. */
export const accountRule: ThrottleRule = { threshold: 5, firstMs: 30 * SECOND_MS, longestMs: HOUR_MS };
/**
 * The same from all places its owner never signed in from: fewer than a hundred guesses in the first day and two dozen in each
 * other (NIST SP 800-63B §5.2.2: at most 100), however many addresses they come from.
 */
export const strangersRule: ThrottleRule = { threshold: 50, firstMs: 30 * SECOND_MS, longestMs: HOUR_MS };
/** The same from one network address, behind which there may be a whole office. */
export const addressRule: ThrottleRule = { threshold: 50, firstMs: 30 * SECOND_MS, longestMs: HOUR_MS };
/** Mails about a forgotten password to one account: three, then one in ten minutes, at last one in an hour. */
export const resetMailRule: ThrottleRule = { threshold: 3, firstMs: 600 * SECOND_MS, longestMs: HOUR_MS };
/** After so long without a failure they are forgotten, milliseconds: 24 hours. */
export const FORGOTTEN_AFTER_MS = 24 * HOUR_MS;

/** How long the lock lasts that this failure brings, milliseconds; 0: none. */
export function lockMs({ threshold, firstMs, longestMs }: ThrottleRule, failures: number): number {
  if (failures < threshold) return 0;
  return retryDelayMs({ firstMs, longestMs, jitter: 0 }, failures - threshold + 1);
}
