import type { Retry } from '../retry.js';
import { Allowance } from './allowance.js';
import { type Entry, type Quantity, wordsOf } from './batch.js';
import { unknownQuantities } from './message-rows.js';
import type { QuantityDictionary } from './quantity-dictionary.js';
import type { EntrySink } from './redelivery-check.js';

/** Names of one device that are looked for in a day: twice what it may bring, so that each restart finds all that is there. */
const LOOKED_FOR_A_DAY = 10_000;
const DAY_MS = 86_400_000;
/** Messages whose quantities are looked for together, at most. */
const GROUP = 500;

interface Waiting {
  readonly entry: Entry;
  readonly unknown: readonly Quantity[];
  readonly sink: EntrySink;
}

/**
 * Looks for the quantities of messages that nobody remembers before they are counted as new: after a restart none is
 * remembered, and a device may bring but few. One question is asked at a time, for all messages that came meanwhile.
 */
export class QuantityLookUp {
  private readonly lookedFor = new Allowance(LOOKED_FOR_A_DAY, DAY_MS);
  private readonly waiting: Waiting[] = [];
  private working: Promise<void> | undefined;
  private isAbandoned = false;

  constructor(
    private readonly quantities: QuantityDictionary,
    private readonly retry: Retry,
  ) {}

  /** Takes a message; the sink has it when what is there is remembered, at once if its device has asked too often. */
  take(entry: Entry, sink: EntrySink): void {
    const { deviceKey, receivedAt } = entry.message;
    const unknown = unknownQuantities(entry, this.quantities);
    entry.areNamesLookedUp = true;
    if (!this.lookedFor.take(deviceKey, unknown.length, receivedAt)) {
      sink.admit(entry);
      return;
    }
    this.waiting.push({ entry, unknown, sink });
    this.working ??= this.work();
  }

  /** Gives up. @returns the messages that still wait for an answer; they are the caller's now */
  abandon(): Entry[] {
    this.isAbandoned = true;
    return this.waiting.splice(0).map(({ entry }) => entry);
  }

  /** Resolves when all that were taken have gone on. */
  async whenIdle(): Promise<void> {
    await this.working;
  }

  private async work(): Promise<void> {
    while (this.waiting.length > 0) {
      const group = this.waiting.slice(0, GROUP);
      try {
        await this.retry.run('look for quantities', () => this.ask(group));
        if (this.isAbandoned) return;
        this.waiting.splice(0, group.length);
        for (const { entry, sink } of group) sink.admit(entry);
      } catch (cause) {
        if (this.isAbandoned) return;
        this.waiting.splice(0, group.length);
        for (const { entry, sink } of group) sink.unanswered(entry, cause);
      }
    }
    this.working = undefined;
  }

  private async ask(group: readonly Waiting[]): Promise<void> {
    const wanted = new Map<string, Quantity>();
    for (const { unknown } of group) for (const quantity of unknown) wanted.set(wordsOf(quantity), quantity);
    if (wanted.size > 0) await this.quantities.find([...wanted.values()]);
  }
}
