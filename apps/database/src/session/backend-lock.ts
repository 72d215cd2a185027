import { BackendBusyError } from '../errors.js';

interface Waiter {
  readonly grant: () => void;
  readonly timer: NodeJS.Timeout;
}

/** Gives the only backend to one holder at a time, first come, first served. */
export class BackendLock {
  readonly #waiting = new Set<Waiter>();
  #held = false;

  /** How many wait for it. */
  get waiting(): number {
    return this.#waiting.size;
  }

  /**
   * Returns when the caller holds the backend.
   *
   * @throws {BackendBusyError} it did not come free within `waitMs`
   */
  acquire(waitMs: number): Promise<void> {
    if (!this.#held) {
      this.#held = true;
      return Promise.resolve();
    }
    return new Promise((resolve, reject) => {
      const giveUp = () => {
        this.#waiting.delete(waiter);
        reject(new BackendBusyError(waitMs));
      };
      const waiter: Waiter = { grant: resolve, timer: setTimeout(giveUp, waitMs) };
      this.#waiting.add(waiter);
    });
  }

  /** Passes it to who has waited longest. */
  release(): void {
    const [next] = this.#waiting;
    if (!next) {
      this.#held = false;
      return;
    }
    this.#waiting.delete(next);
    clearTimeout(next.timer);
    next.grant();
  }
}
