import { type Scheduler, systemScheduler } from '#libs/kernel';
import type { Logger } from '#libs/platform';

/** Something the worker does regularly, whatever else happens. */
export interface Job {
  /** Names the job in logs and metrics, such as `send-mail`. */
  readonly name: string;
  /** Pause between the end of one run and the start of the next, milliseconds. */
  readonly pauseMs: number;
  /** One run, bounded in work; a throw is logged and counted, and the next run comes all the same. */
  run(): Promise<void>;
  /** Asks the run under way to end soon: the process is about to. A job whose runs are short needs none. */
  stop?(): void;
}

/** How a run ended, for the metrics. */
export type JobObserver = (job: string, outcome: 'done' | 'failed') => void;

/** Runs jobs side by side; no job overlaps itself. */
export class JobScheduler {
  readonly #timers = new Map<Job, () => void>();
  readonly #running = new Set<Promise<void>>();
  #stopped = false;

  constructor(
    private readonly jobs: readonly Job[],
    private readonly logger: Logger,
    private readonly observe: JobObserver,
    private readonly scheduler: Scheduler = systemScheduler,
  ) {}

  /** Starts the first run of each job at once. */
  start(): void {
    for (const job of this.jobs) this.#begin(job);
  }

  /** Starts nothing more and waits for the runs under way. */
  async stop(): Promise<void> {
    this.#stopped = true;
    for (const callOff of this.#timers.values()) callOff();
    for (const job of this.jobs) job.stop?.();
    await Promise.all(this.#running);
  }

  #begin(job: Job): void {
    const run = this.#runOnce(job);
    this.#running.add(run);
    void run.finally(() => {
      this.#running.delete(run);
      if (!this.#stopped)
        this.#timers.set(
          job,
          this.scheduler.after(job.pauseMs, () => this.#begin(job)),
        );
    });
  }

  async #runOnce(job: Job): Promise<void> {
    try {
      await job.run();
      this.observe(job.name, 'done');
    } catch (err) {
      // Whatever failed, the other jobs and the next run come all the same; the log keeps the cause.
      this.logger.error({ err, job: job.name }, `The job "${job.name}" failed; it runs again in ${job.pauseMs} ms.`);
      this.observe(job.name, 'failed');
    }
  }
}
