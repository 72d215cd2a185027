import type { Quantity } from './batch.js';
import type { QuantityStore } from './ingest-stores.js';

/** No unit, as a key beside real ones; a real unit is never empty. */
const NO_UNIT = '';

type IdsByName = Map<string, number>;

/**
 * The ids of quantities, remembered.
 *
 * An id is remembered only after it was committed, and never changes, so what is remembered is true whatever other
 * brokers do. What was not asked for since two half-fillings is forgotten, so that memory stays bounded.
 */
export class QuantityDictionary {
  private recent = new Map<string, IdsByName>();
  private older = new Map<string, IdsByName>();
  private recentCount = 0;

  /** @param capacity ids that are remembered at most */
  constructor(
    private readonly store: QuantityStore,
    private readonly capacity = 100_000,
  ) {}

  /** The id if it is remembered. */
  idOf(name: string, unit: string | undefined): number | undefined {
    const key = unit ?? NO_UNIT;
    const id = this.recent.get(key)?.get(name);
    if (id !== undefined) return id;
    const olderId = this.older.get(key)?.get(name);
    if (olderId !== undefined) this.remember(name, key, olderId);
    return olderId;
  }

  /**
   * The ids of quantities that are there, in the order given; `undefined`: nobody has brought it yet.
   *
   * @throws {TelemetryUnavailableError} ask again
   */
  async find(quantities: readonly Quantity[]): Promise<readonly (number | undefined)[]> {
    const ids = await this.store.find(quantities);
    quantities.forEach(({ name, unit }, index) => {
      const id = ids[index];
      if (id !== undefined) this.remember(name, unit ?? NO_UNIT, id);
    });
    return ids;
  }

  /**
   * The ids of quantities, made where there are none yet, in the order given. They are committed when it resolves.
   *
   * @throws {TelemetryUnavailableError} ask again
   */
  async resolve(quantities: readonly Quantity[]): Promise<readonly number[]> {
    const ids = await this.store.ensure(quantities);
    quantities.forEach(({ name, unit }, index) => {
      this.remember(name, unit ?? NO_UNIT, ids[index] as number);
    });
    return ids;
  }

  private remember(name: string, unitKey: string, id: number): void {
    if (this.recentCount >= this.capacity / 2) {
      this.older = this.recent;
      this.recent = new Map();
      this.recentCount = 0;
    }
    let ids = this.recent.get(unitKey);
    if (ids === undefined) {
      ids = new Map();
      this.recent.set(unitKey, ids);
    }
    if (!ids.has(name)) this.recentCount++;
    ids.set(name, id);
  }
}
