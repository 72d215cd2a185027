/** Who asks to go through, and by which lane. */
export interface Lane {
  readonly address: string;
  /** Goes before those that are not. */
  readonly isKnown: boolean;
}

/** Of so many turns one is a stranger's, however many known ones wait. */
const STRANGERS_TURN = 4;

/**
 * Lets few through at a time; the others queue: known addresses first, and address by address in turn, so that a thousand
 * connections of one address hold up another's single one for one turn.
 *
 * Handshakes that run side by side leave their scratch memory between what stays of each other: two thousand at once cost
 * 6 KiB more for every session afterwards than twenty at once (measured). Nobody holds a place for longer than a moment:
 * who is slow, or stalls on purpose, goes on without one. How many places there are
 * says `tls/tls-listener.ts`.
 */
export class HandshakeLimit<Entrant> {
  readonly #known = new TurnsByAddress<Entrant>();
  readonly #strangers = new TurnsByAddress<Entrant>();
  readonly #inside = new Map<Entrant, NodeJS.Timeout>();
  #turn = 0;

  /**
   * @param atOnce   places
   * @param momentMs how long a place is held at most, milliseconds
   * @param enter    told who may go on
   */
  constructor(
    private readonly atOnce: number,
    private readonly momentMs: number,
    private readonly enter: (entrant: Entrant) => void,
  ) {}

  arrive(entrant: Entrant, { address, isKnown }: Lane): void {
    (isKnown ? this.#known : this.#strangers).add(entrant, address);
    this.#admit();
  }

  /** The entrant is through, or gone. Repeating it does nothing. */
  leave(entrant: Entrant): void {
    this.#known.delete(entrant);
    this.#strangers.delete(entrant);
    const moment = this.#inside.get(entrant);
    if (moment === undefined) return;
    clearTimeout(moment);
    this.#inside.delete(entrant);
    this.#admit();
  }

  #admit(): void {
    while (this.#inside.size < this.atOnce) {
      const next = this.#next();
      if (next === undefined) return;
      this.#inside.set(
        next.entrant,
        setTimeout(() => this.leave(next.entrant), this.momentMs),
      );
      this.enter(next.entrant);
    }
  }

  #next(): { readonly entrant: Entrant } | undefined {
    this.#turn = (this.#turn + 1) % STRANGERS_TURN;
    const [first, second] = this.#turn === 0 ? [this.#strangers, this.#known] : [this.#known, this.#strangers];
    return first.take() ?? second.take();
  }
}

/** A queue for each address; the addresses take turns. */
class TurnsByAddress<Entrant> {
  /** The address whose turn it is comes first. */
  readonly #queues = new Map<string, Set<Entrant>>();
  readonly #addresses = new Map<Entrant, string>();

  add(entrant: Entrant, address: string): void {
    this.#addresses.set(entrant, address);
    this.#queues.set(address, (this.#queues.get(address) ?? new Set()).add(entrant));
  }

  delete(entrant: Entrant): void {
    const address = this.#addresses.get(entrant);
    if (address === undefined) return;
    this.#addresses.delete(entrant);
    const queue = this.#queues.get(address);
    queue?.delete(entrant);
    if (queue?.size === 0) this.#queues.delete(address);
  }

  take(): { readonly entrant: Entrant } | undefined {
    for (const [address, queue] of this.#queues) {
      for (const entrant of queue) {
        this.delete(entrant);
        if (!this.#queues.delete(address)) return { entrant };
        this.#queues.set(address, queue); // to the end
        return { entrant };
      }
    }
    return undefined;
  }
}
