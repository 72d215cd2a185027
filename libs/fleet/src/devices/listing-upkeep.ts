/** What triggers cannot do for the lists of devices: time passes without a change, and counts pile up. */
export abstract class ListingUpkeep {
  /**
   * Marks devices whose last sign of life is too old as stale, and certificates that time alone brought to another state.
   *
   * @returns how many devices changed their place in lists
   */
  abstract age(now: Date): Promise<number>;
  /** Adds up counts that were added one by one. @returns how many were, at most 20 000 at a time */
  abstract foldCounts(): Promise<number>;
}
