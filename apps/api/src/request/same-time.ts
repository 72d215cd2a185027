import { setTimeout as wait } from 'node:timers/promises';

/**
 * Lets work take no less than this, whatever it does and however it ends: its length tells nothing then.
 *
 * @param floorMs well above what the work takes, milliseconds
 */
export async function noSoonerThan<Result>(floorMs: number, work: Promise<Result>): Promise<Result> {
  const [result] = await Promise.allSettled([work, wait(floorMs)]);
  if (result.status === 'rejected') throw result.reason;
  return result.value;
}
