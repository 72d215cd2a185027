import type { TelemetryObserver } from '../observer.js';
import type { Retry } from '../retry.js';
import { TelemetryUnavailableError, UnstorableMessageError } from '../telemetry.errors.js';
import type { Allowances } from './allowance.js';
import { Batch, type Entry } from './batch.js';
import type { IngestOutcome } from './inbound-message.js';
import type { BatchStore } from './ingest-stores.js';
import { addMessage, addUnstorable } from './message-rows.js';
import type { QuantityDictionary } from './quantity-dictionary.js';

/** Messages that may fail for an unforeseen reason one by one before the rest of their batch is given up, too. */
const UNFORESEEN_FAILURES = 3;

export interface BatchWriterOptions {
  readonly store: BatchStore;
  readonly quantities: QuantityDictionary;
  readonly allowances: Allowances;
  readonly retry: Retry;
  readonly observer: TelemetryObserver;
  /** Called right after a commit, before anybody is told. */
  readonly committed: (batch: Batch, path: 'copy' | 'insert' | 'none') => void;
  /** Tells those who wait. */
  readonly settle: (batch: Batch, outcome: IngestOutcome) => void;
  readonly nextBatchNumber: () => number;
}

/** Brings one batch into the database, whatever it takes, and sees that everybody who waits is told the truth. */
export class BatchWriter {
  constructor(private readonly options: BatchWriterOptions) {}

  /** Resolves when every message of the batch is settled. It does not reject. */
  async write(batch: Batch): Promise<void> {
    const failure = await this.commit(batch);
    if (failure === undefined) return;
    if (failure instanceof TelemetryUnavailableError) return this.options.settle(batch, { kind: 'closing' });
    batch.handOver();
    await this.isolate(batch.entries, failure, { left: UNFORESEEN_FAILURES });
  }

  /** Commits, again and again if it must, and settles. @returns why it cannot be committed, if so */
  private async commit(batch: Batch): Promise<unknown> {
    const { store, quantities, retry, committed, settle } = this.options;
    let path: 'copy' | 'insert' | 'none';
    try {
      path = await retry.run('commit a batch', async () => {
        if (batch.unresolved.length > 0) batch.resolve(await quantities.resolve(batch.unresolved));
        return batch.rows === 0 ? 'none' : store.commit(batch);
      });
    } catch (cause) {
      return cause ?? new Error('A batch failed without a cause.');
    }
    committed(batch, path);
    settle(batch, { kind: 'stored' });
    return undefined;
  }

  /**
   * Halves what failed until the messages at fault stand alone; all others are stored.
   *
   * What the database refuses because of its content goes among the rejected messages. What it refuses for an unforeseen
   * reason is not acknowledged: it may be our fault, and the device still has it.
   */
  private async isolate(entries: readonly Entry[], cause: unknown, unforeseen: { left: number }): Promise<void> {
    if (entries.length <= 1) return this.giveUp(entries, cause, unforeseen);
    const middle = entries.length >> 1;
    for (const half of [entries.slice(0, middle), entries.slice(middle)]) {
      const foreseen = cause instanceof UnstorableMessageError;
      if (!foreseen && unforeseen.left <= 0) {
        this.fail(half, cause);
        continue;
      }
      const batch = this.batchOf(half);
      const failure = await this.commit(batch);
      if (failure instanceof TelemetryUnavailableError) this.options.settle(batch, { kind: 'closing' });
      else if (failure !== undefined) await this.isolate(half, failure, unforeseen);
    }
  }

  private async giveUp(entries: readonly Entry[], cause: unknown, unforeseen: { left: number }): Promise<void> {
    const [entry] = entries;
    if (entry === undefined) return;
    if (!(cause instanceof UnstorableMessageError)) {
      unforeseen.left--;
      return this.fail(entries, cause);
    }
    const batch = new Batch(this.options.nextBatchNumber());
    addUnstorable(batch, entry, this.options.allowances, { code: cause.code, reason: cause.message });
    const failure = await this.commit(batch);
    if (failure instanceof TelemetryUnavailableError) this.options.settle(batch, { kind: 'closing' });
    else if (failure !== undefined) this.fail(entries, failure);
  }

  private fail(entries: readonly Entry[], cause: unknown): void {
    this.options.observer.messageFailed(cause);
    const batch = new Batch(this.options.nextBatchNumber());
    for (const entry of entries) batch.join(entry);
    this.options.settle(batch, { kind: 'failed' });
  }

  private batchOf(entries: readonly Entry[]): Batch {
    const { quantities, allowances, nextBatchNumber } = this.options;
    const batch = new Batch(nextBatchNumber());
    for (const entry of entries) addMessage(batch, entry, quantities, allowances);
    return batch;
  }
}
