import type { Scheduler } from '#libs/kernel';
import type { TelemetryObserver } from '../observer.js';
import { Retry } from '../retry.js';
import type { LatestStore } from './latest-port.js';

/** Makes newest values again that a killed broker did not write, once, in the background, as soon as the database is there. */
export class LatestRepair {
  private readonly retry: Retry;
  private readonly abort = new AbortController();
  private working: Promise<void> = Promise.resolve();

  constructor(
    private readonly store: LatestStore,
    scheduler: Scheduler,
    private readonly observer: TelemetryObserver,
  ) {
    this.retry = new Retry(scheduler, observer);
  }

  /** Begins with the notes of batches that were committed before the given instant. */
  start(owedBefore: Date): void {
    this.working = this.repair(owedBefore);
  }

  /** Leaves the rest to whoever sweeps; resolves when nothing is under way. */
  async close(): Promise<void> {
    this.abort.abort();
    this.retry.abandon();
    await this.working;
  }

  private async repair(owedBefore: Date): Promise<void> {
    const { signal } = this.abort;
    try {
      await this.retry.run('repair latest values', () => this.store.repair(owedBefore, signal));
    } catch (cause) {
      if (!signal.aborted) this.observer.backgroundFailed('repair latest values', cause);
    }
  }
}
