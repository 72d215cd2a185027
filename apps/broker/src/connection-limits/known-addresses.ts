/** Addresses from which devices were let in, the latest ones: what comes from there goes first when it is full. */
export class KnownAddresses {
  readonly #addresses = new Set<string>();

  /** @param capacity most addresses that are remembered; the one that was let in longest ago is forgotten first */
  constructor(private readonly capacity: number) {}

  has(address: string): boolean {
    return this.#addresses.has(address);
  }

  /** Somebody was let in from there. */
  note(address: string): void {
    this.#addresses.delete(address);
    this.#addresses.add(address);
    if (this.#addresses.size <= this.capacity) return;
    const [oldest = ''] = this.#addresses;
    this.#addresses.delete(oldest);
  }
}
