import type { TelemetryObserver } from '../observer.js';
import { TelemetryUnavailableError } from '../telemetry.errors.js';
import type { Batch, Entry } from './batch.js';
import type { InboundMessage, IngestOutcome } from './inbound-message.js';
import type { IngestLimits } from './ingest-limits.js';
import type { PendingReceptions } from './redelivery.js';

/** Is told of each batch right after its commit. */
export interface CommitListener {
  note(batch: Batch): void;
}

/** Counts the messages that were taken, and tells everybody who waits for one, once, what became of it. */
export class Settlement {
  private messages = 0;
  private bytes = 0;

  constructor(
    private readonly listener: CommitListener,
    private readonly receptions: PendingReceptions,
    private readonly observer: TelemetryObserver,
    readonly limits: IngestLimits,
  ) {}

  /** Messages that were taken and are not settled. */
  get pending(): number {
    return this.messages;
  }

  /** Whether as little is pending that even QoS 0 is taken. */
  get hasRoom(): boolean {
    return this.messages < this.limits.softMessages && this.bytes < this.limits.softBytes;
  }

  /** Why a message cannot be taken, if so. It is counted as turned away. */
  refusalOf({ qos, payload }: InboundMessage): IngestOutcome | undefined {
    const { softMessages, softBytes, hardMessages, hardBytes } = this.limits;
    const bytes = this.bytes + payload.length;
    const [messages, most] = qos === 0 ? [softMessages, softBytes] : [hardMessages, hardBytes];
    return this.messages >= messages || bytes > most ? this.turnedAway(qos) : undefined;
  }

  take({ payload }: InboundMessage): void {
    this.messages += 1;
    this.bytes += payload.length;
  }

  /** A message that was taken waits elsewhere, until it is taken again. */
  setAside({ payload }: InboundMessage): void {
    this.messages -= 1;
    this.bytes -= payload.length;
  }

  /** Settles a message for which there is no room to wait. */
  turnAway(entry: Entry): void {
    this.release(entry, this.turnedAway(entry.message.qos));
  }

  /** Notes a message on its way whose keys hold the time of its reception. */
  track(entry: Entry): void {
    this.receptions.track(entry);
  }

  /** The batch is committed. */
  stored(batch: Batch, path: 'copy' | 'insert' | 'none'): void {
    this.listener.note(batch);
    for (const { code } of batch.rejected) this.observer.messageRejected(code);
    this.observer.batchStored({
      messages: batch.entries.length,
      readings: batch.readings.length + batch.texts.length,
      payloadBytes: batch.payloadBytes,
      path,
    });
    this.settle(batch, { kind: 'stored' });
  }

  /** The database refuses the batch for a reason nobody foresaw. */
  failed(batch: Batch, cause: unknown): void {
    this.observer.messageFailed(cause);
    this.settle(batch, { kind: 'failed' });
  }

  /** Settles all messages of a batch; repeating it tells nobody again. */
  settle(batch: Batch, outcome: IngestOutcome): void {
    if (batch.isSettled) return;
    this.messages -= batch.entries.length;
    this.bytes -= batch.payloadBytes;
    if (this.receptions.size > 0) for (const entry of batch.entries) this.receptions.release(entry);
    batch.settle(outcome);
  }

  /** Settles a message that is in no batch. */
  release(entry: Entry, outcome: IngestOutcome): void {
    this.setAside(entry.message);
    if (this.receptions.size > 0) this.receptions.release(entry);
    entry.settled(outcome);
  }

  /** Settles a message that is in no batch because the database could not be asked about it. */
  unanswered(entry: Entry, cause: unknown): void {
    const isAway = cause instanceof TelemetryUnavailableError;
    if (!isAway) this.observer.messageFailed(cause);
    this.release(entry, { kind: isAway ? 'closing' : 'failed' });
  }

  private turnedAway(qos: InboundMessage['qos']): IngestOutcome {
    if (qos === 0) {
      this.observer.messageDropped();
      return { kind: 'dropped' };
    }
    this.observer.messageOverloaded();
    return { kind: 'overloaded' };
  }
}
