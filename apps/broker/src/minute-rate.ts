const MINUTE_MS = 60_000;

interface Sample {
  readonly atMs: number;
  readonly total: number;
}

/** How fast a total grew over the last minute. To be asked every few seconds: it remembers one sample for each time. */
export class MinuteRate {
  #samples: readonly Sample[] = [];

  /**
   * @param total since the start; it only grows
   * @param atMs milliseconds since 1970
   * @returns a second, averaged over what is known of the last minute; 0 when it is asked first
   */
  of(total: number, atMs: number): number {
    const recent = this.#samples.filter((sample) => atMs - sample.atMs <= MINUTE_MS && sample.atMs < atMs);
    this.#samples = [...recent, { atMs, total }];
    const [first] = this.#samples;
    if (!first || first.atMs === atMs) return 0;
    return Math.max(0, ((total - first.total) * 1000) / (atMs - first.atMs));
  }
}
