/** What was seen in several rounds. */
export interface Spread {
  readonly minimum: number;
  readonly median: number;
  readonly maximum: number;
}

/**
 * Smallest, middle and largest; of an even number of rounds the middle is between the two in the middle.
 *
 * @throws {RangeError} there is nothing to sum up
 */
export function spreadOf(rounds: readonly number[]): Spread {
  const sorted = rounds.toSorted((a, b) => a - b);
  const [minimum] = sorted;
  const maximum = sorted.at(-1);
  const [low, high] = [sorted[Math.floor((sorted.length - 1) / 2)], sorted[Math.floor(sorted.length / 2)]];
  if (minimum === undefined || maximum === undefined || low === undefined || high === undefined)
    throw new RangeError('A spread needs one round at least, and there was none.');
  return { minimum, median: (low + high) / 2, maximum };
}

/**
 * The smallest value at or above which a share of all lies (nearest rank).
 *
 * @param share 0 to 1, such as 0.99
 * @throws {RangeError} there are no values
 */
export function percentile(values: readonly number[], share: number): number {
  const rank = Math.max(1, Math.ceil(values.length * share));
  const value = values.toSorted((a, b) => a - b)[rank - 1];
  if (value === undefined) throw new RangeError('A percentile needs one value at least, and there was none.');
  return value;
}
