import type { TLSSocket } from 'node:tls';
import type { AedesClient } from './aedes-internals.js';

/**
 * Takes from a connection what aedes gives each one and an idle one does not need: some two kilobytes of listeners,
 * closures and empty collections, for tens of thousands of devices that say nothing.
 *
 * @param onClose closes the client; in place of the nine listeners of `stream.finished` that aedes does it with
 */
export function releaseIdleMemory(client: AedesClient, onClose: (this: TLSSocket) => void): void {
  client._eos();
  client._eos = nothing;
  client.conn.on('close', onClose);
  client._inboundInflight = new LazySet();
  client.subscriptions = ELSEWHERE;
  client.duplicates = NONE;
}

/** No entries, and none can be added. */
const NONE: Record<string, never> = Object.freeze(Object.create(null));

/** Subscriptions are in the session store: what aedes puts in here is let go. */
const ELSEWHERE: Record<string, unknown> = new Proxy(Object.create(null), { set: () => true });

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
