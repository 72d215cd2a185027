import type { Scheduler } from '#libs/kernel';
import type { Allowances } from './allowance.js';
import { Batch, type Entry } from './batch.js';
import type { BatchWriter } from './batch-writer.js';
import type { IngestLimits } from './ingest-limits.js';
import { addMessage, type QuantityIds } from './message-rows.js';

export interface GroupCommitOptions {
  readonly writer: BatchWriter;
  /** Batches under way at once, 1 or more. */
  readonly writers: number;
  readonly quantities: QuantityIds;
  readonly allowances: Allowances;
  readonly limits: Pick<IngestLimits, 'batchRows' | 'batchBytes' | 'eagerRows'>;
  readonly scheduler: Scheduler;
  readonly nextBatchNumber: () => number;
}

/**
 * Groups messages into batches. A message that comes alone is written at once; while a batch is under way the next one
 * grows. So the groups are as large as the load makes them, and no message waits for a timer.
 */
export class GroupCommit {
  private open: Batch | undefined;
  private readonly closed: Batch[] = [];
  private readonly underWay = new Set<Batch>();
  private isScheduled = false;
  /** Of the last batch, and a little more: the next one is likely to be as large. */
  private usualReadings = 0;
  private readonly waitingForIdle: (() => void)[] = [];

  constructor(private readonly options: GroupCommitOptions) {}

  /** Adds a message to the open batch. @returns see {@link addMessage} */
  add(entry: Entry): boolean {
    const { quantities, allowances, limits, nextBatchNumber } = this.options;
    this.open ??= new Batch(nextBatchNumber(), this.usualReadings);
    const batch = this.open;
    const dependsOnReception = addMessage(batch, entry, quantities, allowances);
    if (batch.rows >= limits.batchRows || batch.payloadBytes >= limits.batchBytes) {
      this.closed.push(batch);
      this.open = undefined;
    }
    if (!this.isScheduled && this.mayStart()) {
      this.isScheduled = true;
      // Not now: what the event loop has read from other connections belongs into the same batch.
      this.options.scheduler.soon(() => {
        this.isScheduled = false;
        this.start();
      });
    }
    return dependsOnReception;
  }

  /** Batches that are not settled. */
  unsettled(): Batch[] {
    return [...this.underWay, ...this.closed, ...(this.open ? [this.open] : [])];
  }

  /** Resolves when nothing is left to write. */
  whenIdle(): Promise<void> {
    if (this.unsettled().length === 0) return Promise.resolve();
    return new Promise((resolve) => {
      this.waitingForIdle.push(resolve);
    });
  }

  private mayStart(): boolean {
    if (this.underWay.size >= this.options.writers) return false;
    if (this.closed.length > 0) return true;
    if (this.open === undefined) return false;
    return this.underWay.size === 0 || this.open.rows >= this.options.limits.eagerRows;
  }

  private start(): void {
    while (this.mayStart()) {
      let batch = this.closed.shift();
      if (batch === undefined) {
        batch = this.open as Batch; // mayStart said so
        this.open = undefined;
      }
      void this.write(batch);
    }
  }

  private async write(batch: Batch): Promise<void> {
    this.underWay.add(batch);
    this.usualReadings = Math.ceil(batch.readings.length * 1.25);
    await this.options.writer.write(batch);
    this.underWay.delete(batch);
    this.start();
    if (this.waitingForIdle.length > 0 && this.unsettled().length === 0) {
      for (const resolve of this.waitingForIdle.splice(0)) resolve();
    }
  }
}
