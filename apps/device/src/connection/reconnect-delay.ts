/** The shortest and the longest mean wait between two attempts. */
const FIRST_MS = 1000;
const LONGEST_MS = 60_000;

/**
 * How long to wait before an attempt: twice as long after every failure up to a minute, spread by half in both
 * directions, so that a fleet that lost its broker does not come back in one blow.
 *
 * @param failures attempts that failed in a row, from 1
 * @param random evenly distributed in [0, 1)
 * @returns milliseconds, 500 to 90 000
 */
export function reconnectDelayMs(failures: number, random: () => number): number {
  const meanMs = Math.min(FIRST_MS * 2 ** Math.min(failures - 1, 16), LONGEST_MS);
  return Math.round(meanMs * (0.5 + random()));
}
