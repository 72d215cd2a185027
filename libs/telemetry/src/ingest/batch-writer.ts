import type { Retry } from '../retry.js';
import { TelemetryUnavailableError, UnstorableMessageError } from '../telemetry.errors.js';
import type { Batch, Entry } from './batch.js';
import type { Batches } from './batches.js';
import type { BatchStore } from './ingest-stores.js';
import type { QuantityDictionary } from './quantity-dictionary.js';
import type { Settlement } from './settlement.js';

/** Messages that may fail for an unforeseen reason one by one before the rest of their batch is given up, too. */
const UNFORESEEN_FAILURES = 3;

/** Brings one batch into the database, whatever it takes, and sees that everybody who waits is told the truth. */
export class BatchWriter {
  constructor(
    private readonly store: BatchStore,
    private readonly quantities: QuantityDictionary,
    private readonly batches: Batches,
    private readonly retry: Retry,
    private readonly settlement: Settlement,
  ) {}

  /** Resolves when every message of the batch is settled. It does not reject. */
  async write(batch: Batch): Promise<void> {
    const failure = await this.commit(batch);
    if (failure === undefined) return;
    if (failure instanceof TelemetryUnavailableError) return this.settlement.settle(batch, { kind: 'closing' });
    batch.handOver();
    await this.isolate(batch.entries, failure, { left: UNFORESEEN_FAILURES });
  }

  /** Commits, again and again if it must, and settles. @returns why it cannot be committed, if so */
  private async commit(batch: Batch): Promise<unknown> {
    const { store, quantities, retry } = this;
    let path: 'copy' | 'insert' | 'none';
    try {
      path = await retry.run('commit a batch', async () => {
        if (batch.unresolved.length > 0) batch.resolve(await quantities.resolve(batch.unresolved));
        return batch.rows === 0 ? 'none' : store.commit(batch);
      });
    } catch (cause) {
      return cause ?? new Error('A batch failed without a cause.');
    }
    this.settlement.stored(batch, path);
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
      const batch = this.batches.again(half);
      const failure = await this.commit(batch);
      if (failure instanceof TelemetryUnavailableError) this.settlement.settle(batch, { kind: 'closing' });
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
    const batch = this.batches.ofUnstorable(entry, { code: cause.code, reason: cause.message });
    const failure = await this.commit(batch);
    if (failure instanceof TelemetryUnavailableError) this.settlement.settle(batch, { kind: 'closing' });
    else if (failure !== undefined) this.fail(entries, failure);
  }

  private fail(entries: readonly Entry[], cause: unknown): void {
    this.settlement.failed(this.batches.ofFailed(entries), cause);
  }
}
