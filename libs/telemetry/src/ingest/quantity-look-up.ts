import { DAY_MS } from '#libs/kernel';
import type { Retry } from '../retry.js';
import { Allowance } from './allowance.js';
import { type Entry, type Quantity, wordsOf } from './batch.js';
import { GroupedQuestion } from './grouped-question.js';
import { unknownQuantities } from './message-rows.js';
import type { QuantityDictionary } from './quantity-dictionary.js';
import type { EntrySink } from './redelivery-check.js';

/** Names of one device that are looked for in a day: twice what it may bring, so that each restart finds all that is there. */
const LOOKED_FOR_A_DAY = 10_000;

interface Waiting {
  readonly entry: Entry;
  readonly unknown: readonly Quantity[];
  readonly sink: EntrySink;
}

/**
 * Looks for the quantities of messages that nobody remembers before they are counted as new: after a restart none is
 * remembered, and a device may bring but few.
 */
export class QuantityLookUp {
  private readonly lookedFor = new Allowance(LOOKED_FOR_A_DAY, DAY_MS);
  private readonly question: GroupedQuestion<Waiting, void>;

  constructor(
    private readonly quantities: QuantityDictionary,
    retry: Retry,
  ) {
    this.question = new GroupedQuestion(
      {
        name: 'look for quantities',
        ask: (group) => this.ask(group),
        answered: (group) => {
          for (const { entry, sink } of group) sink.admit(entry);
        },
        unanswered: ({ entry, sink }, cause) => sink.unanswered(entry, cause),
      },
      retry,
    );
  }

  /** Takes a message; the sink has it when what is there is remembered, at once if its device has asked too often. */
  take(entry: Entry, sink: EntrySink): void {
    const { deviceKey, receivedAt } = entry.message;
    const unknown = unknownQuantities(entry, this.quantities);
    entry.areNamesLookedUp = true;
    if (!this.lookedFor.take(deviceKey, unknown.length, receivedAt)) {
      sink.admit(entry);
      return;
    }
    this.question.take({ entry, unknown, sink });
  }

  /** Gives up. @returns the messages that still wait for an answer; they are the caller's now */
  abandon(): Entry[] {
    return this.question.abandon();
  }

  /** Resolves when all that were taken have gone on. */
  whenIdle(): Promise<void> {
    return this.question.whenIdle();
  }

  private async ask(group: readonly Waiting[]): Promise<void> {
    const wanted = new Map<string, Quantity>();
    for (const { unknown } of group) for (const quantity of unknown) wanted.set(wordsOf(quantity), quantity);
    if (wanted.size > 0) await this.quantities.find([...wanted.values()]);
  }
}
