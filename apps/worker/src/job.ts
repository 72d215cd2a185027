import { type Scheduler, systemScheduler } from '#libs/kernel';
import type { Logger } from '#libs/platform';
import type { JobMetrics } from './job-metrics.js';

/** Something the worker does regularly, whatever else happens. */
export interface Job {
  /** Names the job in logs and metrics, such as `send-mail`. */
  readonly name: string;
  /** Pause between the end of one run and the start of the next, milliseconds. */
  readonly pauseMs: number;
  /** How long a run may take before it is reported as hanging, milliseconds; a quarter of an hour when absent. */
  readonly limitMs?: number;
  /** One run, bounded in work; a throw is logged and counted, and the next run comes all the same. */
  run(): Promise<void>;
  /** Asks the run under way to end soon: the process is about to. A job whose runs are short needs none. */
  stop?(): void;
}

/** A run is bounded work of statements that end after 30 s: one that is at it longer waits for what does not come. */
const RUN_LIMIT_MS = 15 * 60_000;

/** Runs jobs side by side; no job overlaps itself. */
export class JobScheduler {
  readonly #timers = new Map<Job, () => void>();
  readonly #running = new Set<Promise<void>>();
  #stopped = false;

  constructor(
    private readonly jobs: readonly Job[],
    private readonly logger: Logger,
    private readonly metrics: JobMetrics,
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
    const callOff = this.#reportAfterLimit(job);
    try {
      await job.run();
      this.metrics.ended(job.name, 'done');
    } catch (err) {
      // Whatever failed, the other jobs and the next run come all the same; the log keeps the cause.
      this.logger.error({ err, job: job.name }, `The job "${job.name}" failed; it runs again in ${job.pauseMs} ms.`);
      this.metrics.ended(job.name, 'failed');
    } finally {
      callOff();
    }
  }

  /** It is not run beside itself, and nobody knows what it left half done: whoever is told starts the worker again. */
  #reportAfterLimit({ name, limitMs = RUN_LIMIT_MS }: Job): () => void {
    return this.scheduler.after(limitMs, () => {
      this.metrics.hangs(name);
      this.logger.error(
        { job: name, limitMs },
        `The job "${name}" has been running for ${limitMs} ms, the limit of one run, and is not run again until it ends. Look what it waits for, and start the worker again.`,
      );
    });
  }
}
