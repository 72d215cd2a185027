import type { Retry } from '../retry.js';
import { type Entry, type Quantity, wordsOf } from './batch.js';
import type { BatchStore } from './ingest-stores.js';
import type { QuantityDictionary } from './quantity-dictionary.js';
import { asFirstReceived, type PendingReceptions, type Probe, RedeliveredMessage } from './redelivery.js';

/** An id no quantity has: nothing was stored under it. */
const NOT_THERE = 0;
/** Messages that are looked up together, at most. */
const GROUP = 500;

/** Takes messages about which the database was asked. */
export interface EntrySink {
  /** Takes a message that can go on. */
  admit(entry: Entry): void;
  /** Takes a message that the database could not be asked about. */
  unanswered(entry: Entry, cause: unknown): void;
}

/**
 * Finds out when messages with the DUP flag came first, before they are stored. Only those without a time of their own
 * cost a question to the database; the others find their rows by themselves.
 *
 * One question is asked at a time and messages are admitted in the order they came in: of two deliveries that wait here
 * the second then finds the first on its way.
 */
export class RedeliveryCheck {
  private readonly waiting: RedeliveredMessage[] = [];
  private working: Promise<void> | undefined;
  private isAbandoned = false;

  constructor(
    private readonly store: BatchStore,
    private readonly quantities: QuantityDictionary,
    private readonly receptions: PendingReceptions,
    private readonly retry: Retry,
    private readonly sink: EntrySink,
  ) {}

  /** Takes one message with the DUP flag. */
  take(entry: Entry): void {
    const first = this.receptions.firstOf(entry.message);
    if (first !== undefined) {
      this.sink.admit(asFirstReceived(entry, first.message.receivedAt));
      return;
    }
    const redelivered = new RedeliveredMessage(entry, this.quantities);
    if (redelivered.dependsOnReception) {
      this.waiting.push(redelivered);
      this.working ??= this.work();
    } else {
      this.sink.admit(entry);
    }
  }

  /** Gives up. @returns the messages that still wait for an answer; they are the caller's now */
  abandon(): Entry[] {
    this.isAbandoned = true;
    return this.waiting.splice(0).map(({ entry }) => entry);
  }

  /** Resolves when all that were taken are admitted. */
  async whenIdle(): Promise<void> {
    await this.working;
  }

  private async work(): Promise<void> {
    while (this.waiting.length > 0) {
      const group = this.waiting.slice(0, GROUP);
      try {
        const receptions = await this.retry.run('look for first deliveries', () => this.ask(group));
        if (this.isAbandoned) return;
        this.waiting.splice(0, group.length);
        group.forEach(({ entry }, index) => {
          this.admit(entry, receptions[index]);
        });
        this.receptions.question([]);
      } catch (cause) {
        if (this.isAbandoned) return;
        this.waiting.splice(0, group.length);
        for (const { entry } of group) this.sink.unanswered(entry, cause);
      }
    }
    this.working = undefined;
  }

  private async ask(group: readonly RedeliveredMessage[]): Promise<readonly (number | undefined)[]> {
    await this.resolve(group);
    this.receptions.question(group.map(({ entry }) => entry.message));
    const probes: Probe[] = [];
    const places = group.map((redelivered) => {
      const probe = redelivered.probe();
      return probe === undefined ? undefined : probes.push(probe) - 1;
    });
    const found = probes.length === 0 ? [] : await this.store.findReceptions(probes);
    return places.map((place) => (place === undefined ? undefined : found[place]));
  }

  /** One question for the quantities of all: after a restart every message has some nobody remembers. */
  private async resolve(group: readonly RedeliveredMessage[]): Promise<void> {
    const unknown = new Map<string, Quantity>();
    for (const { unresolved } of group) for (const quantity of unresolved) unknown.set(wordsOf(quantity), quantity);
    if (unknown.size === 0) return;
    const ids = await this.quantities.find([...unknown.values()]);
    const idByWords = new Map([...unknown.keys()].map((words, index) => [words, ids[index] ?? NOT_THERE]));
    for (const redelivered of group) {
      redelivered.resolve(redelivered.unresolved.map((quantity) => idByWords.get(wordsOf(quantity)) ?? NOT_THERE));
      redelivered.entry.areNamesLookedUp = true;
    }
  }

  private admit(entry: Entry, stored: number | undefined): void {
    const receivedAt = this.receptions.firstOf(entry.message)?.message.receivedAt ?? stored;
    entry.isRedeliveryChecked = true;
    this.sink.admit(receivedAt === undefined ? entry : asFirstReceived(entry, receivedAt));
  }
}
