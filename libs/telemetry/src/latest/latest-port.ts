import type { LatestSnapshot } from './latest-snapshot.js';

/** Where newest values go. */
export abstract class LatestStore {
  /**
   * Writes newest values and signs of life where they are newer than what is there, and strikes off the batches they
   * come from, in one transaction. Repeating it does no harm.
   *
   * @throws {TelemetryUnavailableError} nothing was written; try again
   */
  abstract write(snapshot: LatestSnapshot): Promise<void>;

  /**
   * Makes newest values again from the stored readings for every batch that is still pending since before the given
   * instant, of whatever broker. Repeating it does no harm.
   *
   * @param signal ends it early; what is left waits for the next time
   * @returns how many batches were repaired
   * @throws {TelemetryUnavailableError} try again; what was repaired so far stays
   */
  abstract repair(pendingBefore: Date, signal?: AbortSignal): Promise<number>;
}
