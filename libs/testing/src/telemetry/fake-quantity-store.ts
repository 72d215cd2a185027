import { type Quantity, QuantityStore } from '#libs/telemetry';
import type { UnreliableDatabase } from './unreliable-database.js';

/** Quantities in memory, ids from 1. */
export class FakeQuantityStore extends QuantityStore {
  readonly ids = new Map<string, number>();

  constructor(private readonly database: UnreliableDatabase) {
    super();
  }

  find(quantities: readonly Quantity[]): Promise<readonly (number | undefined)[]> {
    return this.database.answer('look for quantities', () =>
      quantities.map((quantity) => this.ids.get(keyOf(quantity))),
    );
  }

  ensure(quantities: readonly Quantity[]): Promise<readonly number[]> {
    return this.database.answer('find quantities', () => quantities.map((quantity) => this.idOf(quantity)));
  }

  private idOf(quantity: Quantity): number {
    const key = keyOf(quantity);
    const id = this.ids.get(key) ?? this.ids.size + 1;
    this.ids.set(key, id);
    return id;
  }
}

const keyOf = ({ name, unit }: Quantity): string => `${name}\n${unit ?? ''}`;
