import type { KnownAddresses } from './known-addresses.js';

/** Part of the places up to which the connections of a known address are protected; beyond it they are as strangers'. */
const PROTECTED_PART = 8;

/** Where a connection comes from. */
interface Origin {
  readonly address: string;
  /** It goes first. */
  readonly isKnown: boolean;
}

/**
 * Who waits to be let in, a bounded number, and who gives way when all places are taken.
 *
 * A connection that says nothing costs its sender nothing, so it is the first to go: the oldest one of an address without a
 * history, then the oldest of all. Where all have spoken, an address that has the most places loses its latest one to any that
 * has fewer: many devices behind one carrier's address may take all that is free, and nobody is kept out by them.
 * How many places there are says the option `maxWaiting` of `tls/tls-listener.ts`.
 */
export class WaitingConnections<Connection extends object> {
  /** In the order of arrival, as are the sets. */
  readonly #places = new Map<Connection, Origin>();
  readonly #silentStrangers = new Set<Connection>();
  readonly #silentKnown = new Set<Connection>();
  readonly #byAddress = new Map<string, Set<Connection>>();

  /** @param capacity places, at least 1 */
  constructor(
    private readonly capacity: number,
    private readonly known: KnownAddresses,
  ) {}

  get size(): number {
    return this.#places.size;
  }

  /**
   * Gives the connection a place if there is one, or if another gives way.
   *
   * @returns whether it waits now, and who has to go
   */
  arrive(connection: Connection, address: string): { readonly waits: boolean; readonly gaveWay?: Connection } {
    const gaveWay = this.#places.size < this.capacity ? undefined : this.#whoGivesWay(address);
    if (gaveWay === undefined && this.#places.size >= this.capacity) return { waits: false };
    if (gaveWay !== undefined) this.leave(gaveWay);
    const fromThere = this.#byAddress.get(address) ?? new Set();
    const isKnown = this.known.has(address) && fromThere.size < Math.ceil(this.capacity / PROTECTED_PART);
    this.#places.set(connection, { address, isKnown });
    this.#byAddress.set(address, fromThere.add(connection));
    (isKnown ? this.#silentKnown : this.#silentStrangers).add(connection);
    return gaveWay === undefined ? { waits: true } : { waits: true, gaveWay };
  }

  /** The connection has sent something. @returns where it comes from; undefined: it does not wait */
  speak(connection: Connection): Origin | undefined {
    const place = this.#places.get(connection);
    if (!place) return undefined;
    this.#silentKnown.delete(connection);
    this.#silentStrangers.delete(connection);
    return place;
  }

  /** @returns the address it waited from; undefined: it did not wait */
  addressOf(connection: Connection): string | undefined {
    return this.#places.get(connection)?.address;
  }

  /** It is in, or gone. Repeating it does nothing. */
  leave(connection: Connection): void {
    const place = this.#places.get(connection);
    if (!place) return;
    this.speak(connection);
    this.#places.delete(connection);
    const fromThere = this.#byAddress.get(place.address);
    fromThere?.delete(connection);
    if (fromThere?.size === 0) this.#byAddress.delete(place.address);
  }

  /** All that wait. */
  connections(): IterableIterator<Connection> {
    return this.#places.keys();
  }

  #whoGivesWay(address: string): Connection | undefined {
    const [silentStranger] = this.#silentStrangers;
    if (silentStranger !== undefined) return silentStranger;
    const [silentKnown] = this.#silentKnown;
    if (silentKnown !== undefined) return silentKnown;
    // At most as many addresses as there are places, and only under a flood that speaks.
    let largest: ReadonlySet<Connection> = new Set();
    for (const connections of this.#byAddress.values()) if (connections.size > largest.size) largest = connections;
    // One more for the newcomer must not make it the largest: else two addresses would push each other out for ever.
    if (largest.size <= (this.#byAddress.get(address)?.size ?? 0) + 1) return undefined;
    return [...largest].at(-1);
  }
}
