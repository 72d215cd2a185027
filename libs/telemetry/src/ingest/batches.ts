import type { Allowances } from './allowance.js';
import { Batch, type Entry } from './batch.js';
import { type Added, addMessage, addUnstorable } from './message-rows.js';
import type { QuantityDictionary } from './quantity-dictionary.js';
import type { Reason } from './rejected-row.js';

/** Makes batches, counts them, and adds messages within what their devices may do. */
export class Batches {
  private made = 0;

  private readonly ofAdmitted: Allowances;

  constructor(
    private readonly quantities: QuantityDictionary,
    private readonly allowances: Allowances,
  ) {
    this.ofAdmitted = allowances.ofAdmitted();
  }

  /** @param expectedReadings makes room at once */
  next(expectedReadings = 0): Batch {
    this.made += 1;
    return new Batch(this.made, expectedReadings);
  }

  /** @returns see {@link addMessage} */
  add(batch: Batch, entry: Entry): Added {
    return addMessage(batch, entry, this.quantities, this.allowances);
  }

  /** A batch of messages that were in one before. */
  again(entries: readonly Entry[]): Batch {
    const batch = this.next();
    for (const entry of entries) {
      entry.areNamesLookedUp = true; // one that was forgotten since is asked for with the batch
      addMessage(batch, entry, this.quantities, this.ofAdmitted);
    }
    return batch;
  }

  /** A batch of one message that is refused as a whole, for a reason that shows only in the database. */
  ofUnstorable(entry: Entry, reason: Omit<Reason, 'index'>): Batch {
    const batch = this.next();
    addUnstorable(batch, entry, this.allowances, reason);
    return batch;
  }

  /** A batch without rows, of messages that nothing can be done for. */
  ofFailed(entries: readonly Entry[]): Batch {
    const batch = this.next();
    for (const entry of entries) batch.join(entry);
    return batch;
  }
}
