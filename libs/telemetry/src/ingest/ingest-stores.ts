import type { Batch, Quantity } from './batch.js';
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
   * The ids of quantities that are there, in the order given, without making any.
   *
   * @param quantities all different
   * @throws {TelemetryUnavailableError} ask again
   */
  abstract find(quantities: readonly Quantity[]): Promise<readonly (number | undefined)[]>;

  /**
   * The ids of quantities, made where there are none yet; committed when it resolves. Safe with several brokers.
   *
   * @param quantities all different
   * @returns ids in the same order
   * @throws {TelemetryUnavailableError} ask again
   */
  abstract ensure(quantities: readonly Quantity[]): Promise<readonly number[]>;
}
