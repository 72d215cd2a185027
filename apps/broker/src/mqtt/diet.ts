import type { TLSSocket } from 'node:tls';
import type { AedesClient } from './aedes-internals.js';

/**
 * Takes from a connection what aedes gives each one and an idle one does not need: some two kilobytes of listeners,
 * closures and empty collections, for tens of thousands of devices that say nothing.
 *
 * @param onClose closes the client; in place of the nine listeners of `stream.finished` that aedes does it with
 */
export function slim(client: AedesClient, onClose: (this: TLSSocket) => void): void {
  client._eos();
  client._eos = nothing;
  client.conn.on('close', onClose);
  client._inboundInflight = new LazySet();
  client.subscriptions = NONE;
  client.duplicates = NONE;
}

/** Gives a client that subscribes what it now needs. */
export function fatten(client: AedesClient): void {
  if (client.subscriptions !== NONE) return;
  client.subscriptions = Object.create(null);
  client.duplicates = Object.create(null);
}

/** No entries, and none can be added: who tries has forgotten to call `fatten`. */
const NONE: Record<string, never> = Object.freeze(Object.create(null));

function nothing(): void {}

/** A set of packet identifiers that takes up room from the first one on. */
class LazySet {
  #identifiers: Set<number> | undefined = undefined;

  get size(): number {
    return this.#identifiers?.size ?? 0;
  }

  has(identifier: number): boolean {
    return this.#identifiers?.has(identifier) ?? false;
  }

  add(identifier: number): void {
    this.#identifiers ??= new Set();
    this.#identifiers.add(identifier);
  }

  delete(identifier: number): void {
    this.#identifiers?.delete(identifier);
  }
}
