import { ExportsBusyError, TooManyExportsError } from './export-errors.js';

/** Exports under way at a time, of one person or API key and of this process. */
const limits = { perAccount: 2, inAll: 8 };

/** Lets so many exports run as leave the api quick for everybody else. */
export class ExportSlots {
  readonly #running = new Map<string, number>();
  #inAll = 0;

  /**
   * Takes a place.
   *
   * @param account id of the person or the API key
   * @returns gives it back; the second time it does nothing
   * @throws {TooManyExportsError | ExportsBusyError}
   */
  take(account: string): () => void {
    if (this.#of(account) >= limits.perAccount) throw new TooManyExportsError(limits.perAccount);
    if (this.#inAll >= limits.inAll) throw new ExportsBusyError(limits.inAll);
    this.#count(account, 1);
    let isTaken = true;
    return () => {
      if (isTaken) this.#count(account, -1);
      isTaken = false;
    };
  }

  #of(account: string): number {
    return this.#running.get(account) ?? 0;
  }

  #count(account: string, step: 1 | -1): void {
    this.#inAll += step;
    const running = this.#of(account) + step;
    if (running > 0) this.#running.set(account, running);
    else this.#running.delete(account);
  }
}
