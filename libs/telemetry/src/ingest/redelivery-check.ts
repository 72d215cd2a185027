import type { Retry } from '../retry.js';
import { type Entry, type Quantity, wordsOf } from './batch.js';
import { GroupedQuestion } from './grouped-question.js';
import type { BatchStore } from './ingest-stores.js';
import type { QuantityDictionary } from './quantity-dictionary.js';
import { asFirstReceived, type PendingReceptions, type Probe, RedeliveredMessage } from './redelivery.js';

/** An id no quantity has: nothing was stored under it. */
const NOT_THERE = 0;

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
  private readonly question: GroupedQuestion<RedeliveredMessage, readonly (number | undefined)[]>;

  constructor(
    private readonly store: BatchStore,
    private readonly quantities: QuantityDictionary,
    private readonly receptions: PendingReceptions,
    retry: Retry,
    private readonly sink: EntrySink,
  ) {
    this.question = new GroupedQuestion(
      {
        name: 'look for first deliveries',
        ask: (group) => this.ask(group),
        answered: (group, stored) => this.admitAll(group, stored),
        unanswered: ({ entry }, cause) => this.sink.unanswered(entry, cause),
      },
      retry,
    );
  }

  /** Takes one message with the DUP flag. */
  take(entry: Entry): void {
    const first = this.receptions.firstOf(entry.message);
    if (first !== undefined) {
      this.sink.admit(asFirstReceived(entry, first.message.receivedAt));
      return;
    }
    const redelivered = new RedeliveredMessage(entry, this.quantities);
    if (redelivered.dependsOnReception) this.question.take(redelivered);
    else this.sink.admit(entry);
  }

  /** Gives up. @returns the messages that still wait for an answer; they are the caller's now */
  abandon(): Entry[] {
    return this.question.abandon();
  }

  /** Resolves when all that were taken are admitted. */
  whenIdle(): Promise<void> {
    return this.question.whenIdle();
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

  private admitAll(group: readonly RedeliveredMessage[], stored: readonly (number | undefined)[]): void {
    group.forEach(({ entry }, index) => {
      this.admit(entry, stored[index]);
    });
    this.receptions.question([]);
  }

  private admit(entry: Entry, stored: number | undefined): void {
    const receivedAt = this.receptions.firstOf(entry.message)?.message.receivedAt ?? stored;
    entry.isRedeliveryChecked = true;
    this.sink.admit(receivedAt === undefined ? entry : asFirstReceived(entry, receivedAt));
  }
}
