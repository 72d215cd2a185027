import type { Writable } from 'node:stream';

/** What may wait to be read, UTF-16 code units: some thousand lines; more than a reader needs that only paused. */
const WAITING_LIMIT = 1_048_576;

/**
 * Lines to a reader who may be slow, stopped or gone, none of which the process ever waits for.
 *
 * Lines that would make more than 1 MiB wait are dropped; the next one that goes out is preceded by one that says how
 * many. A sink that fails for good (its reader is gone, EPIPE) takes nothing more, and every line counts as dropped.
 */
export class LineOutput {
  #dropped = 0;
  #untold = 0;
  #waiting = 0;
  #failed = false;
  readonly #flushed = new Set<() => void>();

  /**
   * @param sink what is written to; it must not block: see `standardOutput`
   * @param tell words a line about that many dropped lines, with its line break
   */
  constructor(
    private readonly sink: Writable,
    private readonly tell: (lines: number) => string = droppedLines,
  ) {
    // Without a listener a reader that goes away would end the process.
    sink.on('error', () => {
      this.#failed = true;
      this.#settle();
    });
  }

  /** How many lines nobody will ever read, since the process began. */
  get dropped(): number {
    return this.#dropped;
  }

  /** Takes one line or several, each with its line break; returns at once. */
  write(text: string): void {
    if (this.#failed || this.#waiting + text.length > WAITING_LIMIT) {
      this.#dropped += 1;
      this.#untold += 1;
      return;
    }
    if (this.#untold > 0) {
      const told = this.tell(this.#untold);
      this.#untold = 0;
      this.#pass(told);
    }
    this.#pass(text);
  }

  /** Resolves when all that waits was read, or after that many milliseconds; never rejects. */
  flush(withinMs: number): Promise<void> {
    if (this.#failed || this.#waiting === 0) return Promise.resolve();
    return new Promise((resolve) => {
      const done = () => {
        clearTimeout(limit);
        this.#flushed.delete(done);
        resolve();
      };
      const limit = setTimeout(done, withinMs);
      this.#flushed.add(done);
    });
  }

  #pass(text: string): void {
    this.#waiting += text.length;
    this.sink.write(text, (failure) => {
      this.#waiting -= text.length;
      if (failure) this.#dropped += 1;
      if (this.#waiting === 0) this.#settle();
    });
  }

  #settle(): void {
    for (const done of this.#flushed) done();
  }
}

function droppedLines(lines: number): string {
  const msg = `${lines} lines were dropped here: whoever reads this was too slow.`;
  return `${JSON.stringify({ level: 'warn', time: new Date().toISOString(), dropped: lines, msg })}\n`;
}
