import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';

export interface IdleCollectionParts {
  /** Connections that were let in so far. */
  readonly opened: () => number;
  /** Share of the time since the last call in which the event loop was busy, 0 to 1. */
  readonly utilization: () => number;
  readonly collect: () => void;
}

/** The event loop is quiet below this share. */
const QUIET_UTILIZATION = 0.2;
/**
 * Ticks in a row in which it must have been: a pause between two waves of devices is shorter. V8 gives the pages of the young
 * generation back when little was allocated in the five seconds before a collection, and else keeps them, up to 64 MiB.
 */
const QUIET_TICKS = 6;
/** Connections whose garbage is worth a collection: about eight megabytes of what their handshakes leave. */
const WORTH_CONNECTIONS = 200;

/**
 * Collects garbage when connections came and it is quiet since. What handshakes leave fills the young generation, which is large
 * for the sake of the messages (`brokerRuntime`); where devices say nothing afterwards, nothing would ever be collected, and each
 * idle session would seem to take twice the memory it needs.
 *
 * A collection stops the broker for about a tenth of a second for each 100 MB of living objects: hence when it is quiet, and
 * once for many connections.
 */
export class IdleCollection {
  #openedBefore = 0;
  #quietTicks = 0;

  constructor(private readonly parts: IdleCollectionParts) {}

  /** A second has passed. */
  tick(): void {
    const { opened, utilization, collect } = this.parts;
    this.#quietTicks = utilization() < QUIET_UTILIZATION ? this.#quietTicks + 1 : 0;
    if (this.#quietTicks < QUIET_TICKS || opened() - this.#openedBefore < WORTH_CONNECTIONS) return;
    this.#openedBefore = opened();
    collect();
  }
}

/** V8's own collector, which it gives to nobody who has not asked by this flag. */
export function garbageCollector(): () => void {
  setFlagsFromString('--expose-gc');
  return runInNewContext('gc') as () => void;
}
