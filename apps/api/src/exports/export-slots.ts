import { ExportsBusyError, TooManyExportsError } from './export-errors.js';

/**
 * Exports under way at a time: of one person or API key, of one organization, and of this process. Whoever's organization
 * has none finds a place beyond those of the others, so that none of them is kept out by what the others export.
 */
const limits = { perAccount: 2, perOrganization: 4, inAll: 8, inAllForFirst: 16 };

/** Lets so many exports run as leave the api quick for everybody else. */
export class ExportSlots {
  readonly #running = new Map<string, number>();
  #inAll = 0;

  /**
   * Takes a place.
   *
   * @param account id of the person or the API key
   * @param organization id of the one it belongs to; who belongs to none counts as one
   * @returns gives it back; the second time it does nothing
   * @throws {TooManyExportsError | ExportsBusyError}
   */
  take(account: string, organization = account): () => void {
    const places = [`account ${account}`, `organization ${organization}`] as const;
    if (this.#of(places[0]) >= limits.perAccount) throw new TooManyExportsError(limits.perAccount);
    const ofThese = this.#of(places[1]);
    if (ofThese >= limits.perOrganization) throw new TooManyExportsError(limits.perOrganization, 'your organization');
    const inAll = ofThese === 0 ? limits.inAllForFirst : limits.inAll;
    if (this.#inAll >= inAll) throw new ExportsBusyError(inAll);
    this.#count(places, 1);
    let isTaken = true;
    return () => {
      if (isTaken) this.#count(places, -1);
      isTaken = false;
    };
  }

  #of(place: string): number {
    return this.#running.get(place) ?? 0;
  }

  #count(places: readonly string[], step: 1 | -1): void {
    this.#inAll += step;
    for (const place of places) {
      const running = this.#of(place) + step;
      if (running > 0) this.#running.set(place, running);
      else this.#running.delete(place);
    }
  }
}
