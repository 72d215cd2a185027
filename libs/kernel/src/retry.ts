/** How long to wait before something that failed is tried again. */
export interface RetryPolicy {
  /** Mean wait after the first failure, milliseconds; it doubles with each further one in a row. */
  readonly firstMs: number;
  /** The mean wait never grows past this, milliseconds. */
  readonly longestMs: number;
  /** By which share of itself a wait is longer or shorter, 0 to 1: many that failed together do not come back in one blow. */
  readonly jitter: number;
}

/** 2^32 times the first wait is past any longest one; without the bound the power would become Infinity. */
const DOUBLINGS = 32;

/**
 * How long to wait before the next attempt.
 *
 * @param failures attempts that failed in a row, from 1
 * @param random evenly distributed in [0, 1); not asked without jitter
 * @returns whole milliseconds, `longestMs` × (1 + `jitter`) at most
 */
export function retryDelayMs(policy: RetryPolicy, failures: number, random: () => number = Math.random): number {
  const meanMs = Math.min(policy.firstMs * 2 ** Math.min(failures - 1, DOUBLINGS), policy.longestMs);
  return policy.jitter === 0 ? meanMs : Math.round(meanMs * (1 + policy.jitter * (2 * random() - 1)));
}
