export interface BackOffPolicy {
  /** Wait before the first restart, milliseconds; doubles with each further one. */
  readonly firstMs: number;
  /** The wait never grows past this, milliseconds. */
  readonly longestMs: number;
  /** A process that lived this long starts the count anew, milliseconds. */
  readonly forgivenAfterMs: number;
}

export const restartPolicy: BackOffPolicy = { firstMs: 500, longestMs: 30_000, forgivenAfterMs: 60_000 };

/** How long to wait before the n-th restart in a row, n from 1. */
export function restartDelayMs(policy: BackOffPolicy, restartsInARow: number): number {
  return Math.min(policy.longestMs, policy.firstMs * 2 ** (restartsInARow - 1));
}
