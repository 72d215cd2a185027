import { type RetryPolicy, retryDelayMs, type Scheduler } from '#libs/kernel';
import type { TelemetryObserver } from './observer.js';
import { TelemetryUnavailableError } from './telemetry.errors.js';

/** Without jitter: one process has few connections, and the database that comes back has few processes. */
const POLICY: RetryPolicy = { firstMs: 100, longestMs: 5_000, jitter: 0 };

/** Does work again for as long as the database is away, waiting a tenth of a second at first and five at most. */
export class Retry {
  private abandoned = false;
  /** Those who wait for the next attempt. */
  private readonly sleepers = new Set<() => void>();

  constructor(
    private readonly scheduler: Scheduler,
    private readonly observer: TelemetryObserver,
  ) {}

  /** From now on every failure is final, also the last one of work that waits for its next attempt. */
  abandon(): void {
    this.abandoned = true;
    for (const wake of this.sleepers) wake();
  }

  /**
   * @param what names the work in logs
   * @throws {TelemetryUnavailableError} only after `abandon`
   * @throws whatever else the work throws, at once
   */
  async run<Result>(what: string, work: () => Promise<Result>): Promise<Result> {
    for (let failures = 1; ; failures++) {
      try {
        return await work();
      } catch (cause) {
        if (!(cause instanceof TelemetryUnavailableError) || this.abandoned) throw cause;
        const delayMs = retryDelayMs(POLICY, failures);
        this.observer.retrying(what, cause, delayMs);
        await this.sleep(delayMs);
        if (this.abandoned) throw cause;
      }
    }
  }

  private sleep(delayMs: number): Promise<void> {
    return new Promise((resolve) => {
      const wake = () => {
        this.sleepers.delete(wake);
        cancel();
        resolve();
      };
      const cancel = this.scheduler.after(delayMs, wake);
      this.sleepers.add(wake);
    });
  }
}
