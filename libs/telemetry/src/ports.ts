import type { Batch, Quantity } from './batch.js';
import type { LatestSnapshot } from './latest-snapshot.js';
import type { Probe } from './redelivery.js';

/** Where batches go. */
export abstract class BatchStore {
  /**
   * Commits all rows of the batch in one transaction, or none. Rows whose natural key is there already are left as they
   * are, so a batch may be sent again after an answer was lost. All ids of the batch are resolved.
   *
   * @param batch at least one row
   * @returns how the numbers went in
   * @throws {TelemetryUnavailableError} no answer, or not now: send the same batch again
   * @throws {UnstorableMessageError} at least one message holds what the database refuses
   */
  abstract commit(batch: Batch): Promise<'copy' | 'insert' | 'none'>;

  /**
   * Looks for messages that were stored before and come again without a time of their own.
   *
   * @returns for each probe when its first delivery came, milliseconds since 1970 UTC, or `undefined` if it never did
   * @throws {TelemetryUnavailableError} ask again
   */
  abstract findReceptions(probes: readonly Probe[]): Promise<readonly (number | undefined)[]>;
}

/** Where quantities have their ids. */
export abstract class QuantityStore {
  /**
   * The ids of quantities, made where there are none yet; committed when it resolves. Safe with several brokers.
   *
   * @param quantities all different
   * @returns ids in the same order
   * @throws {TelemetryUnavailableError} ask again
   */
  abstract ensure(quantities: readonly Quantity[]): Promise<readonly number[]>;
}

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
   * Makes newest values again from the stored readings for every batch that is still owed since before the given
   * instant, of whatever broker. Repeating it does no harm.
   *
   * @param signal ends it early; what is left waits for the next time
   * @returns how many batches were repaired
   * @throws {TelemetryUnavailableError} try again; what was repaired so far stays
   */
  abstract repair(owedBefore: Date, signal?: AbortSignal): Promise<number>;
}
