/**
 * When a piece of upkeep has its turn: from when it is due in a moment in which no client waits for the backend, and from when it
 * is urgent in any, so that a busy database is kept in order, too.
 */
export class Turn {
  /**
   * @param dueMs    after its last turn, milliseconds
   * @param urgentMs after its last turn, milliseconds
   * @param lastAt   when it had its last turn, milliseconds of a clock that does not step
   */
  constructor(
    private readonly dueMs: number,
    private readonly urgentMs: number,
    private lastAt: number,
  ) {}

  /** @param isUrgent whether it is, for a reason of its own */
  hasCome(now: number, waitingClients: number, isUrgent = false): boolean {
    const sinceMs = now - this.lastAt;
    return isUrgent || sinceMs > this.urgentMs || (sinceMs > this.dueMs && waitingClients === 0);
  }

  taken(now: number): void {
    this.lastAt = now;
  }
}
