import type { Answer } from '../wire/answer.js';
import type { Batch } from './batch.js';
import type { ListenAction } from './rules.js';

/**
 * Follows one connection's LISTEN and UNLISTEN through its transactions: they count when the transaction commits.
 *
 * One that was undone by ROLLBACK TO SAVEPOINT counts all the same.
 */
export class ListenTracker {
  #pending: ListenAction[] = [];
  #rolledBack = false;

  /** @returns what the batch committed, in order */
  follow(batch: Batch, answer: Answer): readonly ListenAction[] {
    let next = 0;
    for (const tag of answer.tags) {
      const action = batch.listening[next];
      if ((tag === 'LISTEN' || tag === 'UNLISTEN') && action) {
        this.#pending.push(action);
        next += 1;
      }
      if (tag === 'ROLLBACK') this.#rolledBack = true;
      if (tag === 'COMMIT') this.#rolledBack = false;
    }
    if (answer.status !== 'I') {
      // What was rolled back here was a savepoint.
      this.#rolledBack = false;
      return [];
    }
    const committed = this.#rolledBack || answer.failed ? [] : this.#pending;
    this.#pending = [];
    this.#rolledBack = false;
    return committed;
  }
}
