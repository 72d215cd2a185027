import { setTimeout as sleep } from 'node:timers/promises';

/** Longest single wait of a timer; a longer one would end at once. */
const LONGEST_MS = 2 ** 31 - 1;

/** Waits so many milliseconds, at most 24 days; done early, and without an error, when the signal is aborted. */
export async function pause(ms: number, signal: AbortSignal): Promise<void> {
  if (signal.aborted) return;
  await sleep(Math.min(ms, LONGEST_MS), undefined, { signal }).catch(() => {}); // only the abort rejects
}
