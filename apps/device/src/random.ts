/** Evenly distributed numbers in [0, 1). Passed in, so that tests repeat themselves. */
export type Random = () => number;

/**
 * Makes the same sequence for the same seed every time (mulberry32). For simulated signals only: it can be foretold.
 *
 * @param seed any 32-bit integer
 */
export function seededRandom(seed: number): Random {
  let state = seed | 0;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
}
