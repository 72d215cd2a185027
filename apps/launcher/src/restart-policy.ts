import type { RetryPolicy } from '#libs/kernel';

/** How long to wait before a process is started again. */
export interface RestartPolicy extends RetryPolicy {
  /** A process that lived this long starts the count anew, milliseconds. */
  readonly forgivenAfterMs: number;
}

export const restartPolicy: RestartPolicy = { firstMs: 500, longestMs: 30_000, jitter: 0, forgivenAfterMs: 60_000 };
