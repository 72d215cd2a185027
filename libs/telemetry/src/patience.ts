import { TelemetryUnavailableError } from './errors.js';
import type { TelemetryObserver } from './observer.js';
import type { Scheduler } from './scheduler.js';

const FIRST_DELAY_MS = 100;
const LONGEST_DELAY_MS = 5_000;

/** Does work again for as long as the database is away, waiting a tenth of a second at first and five at most. */
export class Patience {
  private abandoned = false;

  constructor(
    private readonly scheduler: Scheduler,
    private readonly observer: TelemetryObserver,
  ) {}

  /** From now on the next failure is final. */
  abandon(): void {
    this.abandoned = true;
  }

  /**
   * @param what names the work in logs
   * @throws {TelemetryUnavailableError} only after `abandon`
   * @throws whatever else the work throws, at once
   */
  async until<Result>(what: string, work: () => Promise<Result>): Promise<Result> {
    for (let delayMs = FIRST_DELAY_MS; ; delayMs = Math.min(2 * delayMs, LONGEST_DELAY_MS)) {
      try {
        return await work();
      } catch (cause) {
        if (!(cause instanceof TelemetryUnavailableError) || this.abandoned) throw cause;
        this.observer.retrying(what, cause, delayMs);
        await this.scheduler.sleep(delayMs);
      }
    }
  }
}
