import type { Scheduler } from '#libs/kernel';
import type { LatestValues } from '../latest/latest-values.js';
import { TelemetryObserver } from '../observer.js';
import { Retry } from '../retry.js';
import { TelemetryUnavailableError } from '../telemetry.errors.js';
import { usualAllowances } from './allowance.js';
import type { Batch, Entry } from './batch.js';
import { BatchWriter } from './batch-writer.js';
import { GroupCommit } from './group-commit.js';
import type { InboundMessage, IngestOutcome, Settled } from './inbound-message.js';
import { defaultIngestLimits, type IngestLimits } from './ingest-limits.js';
import type { BatchStore } from './ingest-stores.js';
import type { QuantityDictionary } from './quantity-dictionary.js';
import { IDENTIFIERS } from './reception.js';
import { PendingReceptions } from './redelivery.js';
import { RedeliveryCheck } from './redelivery-check.js';

/** What an ingest is made of. */
export interface IngestOptions {
  readonly store: BatchStore;
  readonly quantities: QuantityDictionary;
  readonly latest: Pick<LatestValues, 'note'>;
  readonly scheduler: Scheduler;
  /** Batches under way at once. */
  readonly writers: number;
  readonly observer?: TelemetryObserver;
  readonly limits?: Partial<IngestLimits>;
}

/**
 * Takes the messages of devices and stores them in groups: decode, check, commit, and only then settle.
 *
 * While the database is away nothing is settled as stored; what was taken is kept and tried again, and the limits say how
 * much that may be.
 */
export class Ingest {
  private readonly limits: IngestLimits;
  private readonly observer: TelemetryObserver;
  private readonly retry: Retry;
  private readonly receptions = new PendingReceptions();
  private readonly group: GroupCommit;
  private readonly redeliveryCheck: RedeliveryCheck;
  private pendingMessages = 0;
  private pendingBytes = 0;
  private batches = 0;
  private anonymous = 0;
  private closing: Promise<void> | undefined;

  constructor(private readonly options: IngestOptions) {
    const { store, quantities, scheduler, writers } = options;
    this.limits = { ...defaultIngestLimits, ...options.limits };
    this.observer = options.observer ?? new TelemetryObserver();
    this.retry = new Retry(scheduler, this.observer);
    const nextBatchNumber = () => ++this.batches;
    const allowances = usualAllowances();
    const writer = new BatchWriter({
      store,
      quantities,
      allowances,
      retry: this.retry,
      observer: this.observer,
      committed: (batch, path) => this.committed(batch, path),
      settle: (batch, outcome) => this.settle(batch, outcome),
      nextBatchNumber,
    });
    this.group = new GroupCommit({
      writer,
      writers,
      quantities,
      allowances,
      limits: this.limits,
      scheduler,
      nextBatchNumber,
    });
    this.redeliveryCheck = new RedeliveryCheck({
      store,
      quantities,
      pending: this.receptions,
      retry: this.retry,
      admit: (entry) => this.admit(entry),
      failed: (entry, cause) => this.refuse(entry, cause),
    });
  }

  /** Messages that were taken and are not settled. */
  get pending(): number {
    return this.pendingMessages;
  }

  /**
   * Takes one message. `settled` is called exactly once, later or at once, with what became of it; for `stored` never
   * before the commit. It does not throw, whatever the payload.
   */
  accept(message: InboundMessage, settled: Settled): void {
    const refusal = this.refusalOf(message);
    if (refusal !== undefined) {
      settled(refusal);
      return;
    }
    this.pendingMessages++;
    this.pendingBytes += message.payload.length;
    const entry: Entry = { message, identifier: message.packetIdentifier ?? this.nextAnonymous(), settled };
    if (message.redelivered) this.redeliveryCheck.take(entry);
    else this.admit(entry);
  }

  /**
   * Takes nothing more and waits until what was taken is settled, at most `limits.closeMs`; what is left then is
   * settled as `closing`. Repeating the call waits for the same end.
   */
  close(): Promise<void> {
    this.closing ??= this.end();
    return this.closing;
  }

  private refusalOf({ qos, payload }: InboundMessage): IngestOutcome | undefined {
    if (this.closing !== undefined) return { kind: 'closing' };
    const { softMessages, softBytes, hardMessages, hardBytes } = this.limits;
    const bytes = this.pendingBytes + payload.length;
    if (qos === 0 && (this.pendingMessages >= softMessages || bytes > softBytes)) {
      this.observer.messageDropped();
      return { kind: 'dropped' };
    }
    if (this.pendingMessages >= hardMessages || bytes > hardBytes) {
      this.observer.messageOverloaded();
      return { kind: 'overloaded' };
    }
    return undefined;
  }

  private async end(): Promise<void> {
    let cancel = () => {};
    const deadline = new Promise<void>((resolve) => {
      cancel = this.options.scheduler.after(this.limits.closeMs, () => {
        this.retry.abandon();
        for (const entry of this.redeliveryCheck.abandon()) this.release(entry, { kind: 'closing' });
        for (const batch of this.group.unsettled()) this.settle(batch, { kind: 'closing' });
        resolve();
      });
    });
    await Promise.race([this.redeliveryCheck.whenIdle().then(() => this.group.whenIdle()), deadline]);
    cancel();
  }

  private nextAnonymous(): number {
    this.anonymous = (this.anonymous + 1) % IDENTIFIERS;
    return this.anonymous;
  }

  private admit(entry: Entry): void {
    if (this.group.add(entry)) this.receptions.track(entry);
  }

  private committed(batch: Batch, path: 'copy' | 'insert' | 'none'): void {
    this.options.latest.note(batch);
    for (const { code } of batch.rejected) this.observer.messageRejected(code);
    this.observer.batchStored({
      messages: batch.entries.length,
      readings: batch.readings.length + batch.texts.length,
      payloadBytes: batch.payloadBytes,
      path,
    });
  }

  private settle(batch: Batch, outcome: IngestOutcome): void {
    if (batch.isSettled) return;
    this.pendingMessages -= batch.entries.length;
    this.pendingBytes -= batch.payloadBytes;
    if (this.receptions.size > 0) for (const entry of batch.entries) this.receptions.release(entry);
    batch.settle(outcome);
  }

  private release(entry: Entry, outcome: IngestOutcome): void {
    this.pendingMessages--;
    this.pendingBytes -= entry.message.payload.length;
    entry.settled(outcome);
  }

  private refuse(entry: Entry, cause: unknown): void {
    const isAway = cause instanceof TelemetryUnavailableError;
    if (!isAway) this.observer.messageFailed(cause);
    this.release(entry, { kind: isAway ? 'closing' : 'failed' });
  }
}
