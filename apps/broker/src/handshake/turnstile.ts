/**
 * Lets few through at a time; the others queue.
 *
 * Handshakes that run side by side leave their scratch memory between what stays of each other: two thousand at once cost
 * 6 KiB more for every session afterwards than twenty at once (measured). Nobody holds a place for longer than a moment:
 * who is slow, or stalls on purpose, goes on without one.
 */
export class Turnstile<Entrant> {
  readonly #queue = new Set<Entrant>();
  readonly #inside = new Map<Entrant, NodeJS.Timeout>();

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

  arrive(entrant: Entrant): void {
    this.#queue.add(entrant);
    this.#admit();
  }

  /** The entrant is through, or gone. Repeating it does nothing. */
  leave(entrant: Entrant): void {
    this.#queue.delete(entrant);
    const moment = this.#inside.get(entrant);
    if (moment === undefined) return;
    clearTimeout(moment);
    this.#inside.delete(entrant);
    this.#admit();
  }

  #admit(): void {
    for (const entrant of this.#queue) {
      if (this.#inside.size >= this.atOnce) return;
      this.#queue.delete(entrant);
      this.#inside.set(
        entrant,
        setTimeout(() => this.leave(entrant), this.momentMs),
      );
      this.enter(entrant);
    }
  }
}
