import type { Scheduler } from '#libs/kernel';
import type { Batch, Entry } from './batch.js';
import type { BatchWriter } from './batch-writer.js';
import type { Batches } from './batches.js';
import type { IngestLimits } from './ingest-limits.js';
import type { Added } from './message-rows.js';

/**
 * Groups messages into batches. A message that comes alone is written at once; while a batch is under way the next one
 * grows. So the groups are as large as the load makes them, and no message waits for a timer.
 */
export class GroupCommit {
  private open: Batch | undefined;
  /** One that was made for a message which has to wait. */
  private empty: Batch | undefined;
  private readonly closed: Batch[] = [];
  private readonly underWay = new Set<Batch>();
  private isScheduled = false;
  /** Of the last batch, and a little more: the next one is likely to be as large. */
  private usualReadings = 0;
  private readonly waitingForIdle: (() => void)[] = [];

  /** @param writers batches under way at once, 1 or more */
  constructor(
    private readonly writer: BatchWriter,
    private readonly batches: Batches,
    private readonly scheduler: Scheduler,
    private readonly limits: Pick<IngestLimits, 'batchRows' | 'batchBytes' | 'eagerRows'>,
    private readonly writers: number,
  ) {}

  /** Adds a message to the open batch. @returns see {@link addMessage} */
  add(entry: Entry): Added {
    const { limits } = this;
    const batch = this.open ?? this.empty ?? this.batches.next(this.usualReadings);
    const added = this.batches.add(batch, entry);
    const isEmpty = batch.entries.length === 0;
    this.empty = isEmpty ? batch : undefined;
    if (isEmpty) return added;
    this.open = batch;
    if (batch.rows >= limits.batchRows || batch.payloadBytes >= limits.batchBytes) {
      this.closed.push(batch);
      this.open = undefined;
    }
    if (!this.isScheduled && this.mayStart()) {
      this.isScheduled = true;
      // Not now: what the event loop has read from other connections belongs into the same batch.
      this.scheduler.soon(() => {
        this.isScheduled = false;
        this.start();
      });
    }
    return added;
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
    if (this.underWay.size >= this.writers) return false;
    if (this.closed.length > 0) return true;
    if (this.open === undefined) return false;
    return this.underWay.size === 0 || this.open.rows >= this.limits.eagerRows;
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
    await this.writer.write(batch);
    this.underWay.delete(batch);
    this.start();
    if (this.waitingForIdle.length > 0 && this.unsettled().length === 0) {
      for (const resolve of this.waitingForIdle.splice(0)) resolve();
    }
  }
}
