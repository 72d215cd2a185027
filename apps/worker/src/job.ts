import { type Scheduler, systemScheduler } from '#libs/kernel';
import type { Logger } from '#libs/platform';

/** Something the platform owes regularly, whatever else happens. */
export interface Duty {
  /** Names the duty in logs and metrics, such as `send-mail`. */
  readonly name: string;
  /** Pause between the end of one run and the start of the next, milliseconds. */
  readonly pauseMs: number;
  /** One run, bounded in work; a throw is logged and counted, and the next run comes all the same. */
  run(): Promise<void>;
  /** Asks the run under way to end soon: the process is about to. A duty whose runs are short needs none. */
  stop?(): void;
}

/** How a run ended, for the metrics. */
export type DutyObserver = (duty: string, outcome: 'done' | 'failed') => void;

/** Runs duties side by side; no duty overlaps itself. */
export class DutyRoster {
  readonly #timers = new Map<Duty, () => void>();
  readonly #running = new Set<Promise<void>>();
  #stopped = false;

  constructor(
    private readonly duties: readonly Duty[],
    private readonly logger: Logger,
    private readonly observe: DutyObserver,
    private readonly scheduler: Scheduler = systemScheduler,
  ) {}

  /** Starts the first run of each duty at once. */
  start(): void {
    for (const duty of this.duties) this.#begin(duty);
  }

  /** Starts nothing more and waits for the runs under way. */
  async stop(): Promise<void> {
    this.#stopped = true;
    for (const callOff of this.#timers.values()) callOff();
    for (const duty of this.duties) duty.stop?.();
    await Promise.all(this.#running);
  }

  #begin(duty: Duty): void {
    const run = this.#runOnce(duty);
    this.#running.add(run);
    void run.finally(() => {
      this.#running.delete(run);
      if (!this.#stopped)
        this.#timers.set(
          duty,
          this.scheduler.after(duty.pauseMs, () => this.#begin(duty)),
        );
    });
  }

  async #runOnce(duty: Duty): Promise<void> {
    try {
      await duty.run();
      this.observe(duty.name, 'done');
    } catch (err) {
      // Whatever failed, the other duties and the next run are still owed; the log keeps the cause.
      this.logger.error(
        { err, duty: duty.name },
        `The duty "${duty.name}" failed; it runs again in ${duty.pauseMs} ms.`,
      );
      this.observe(duty.name, 'failed');
    }
  }
}
