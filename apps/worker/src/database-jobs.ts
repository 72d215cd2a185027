import { Gauge, type Registry } from 'prom-client';
import type { Logger, ReadinessCheck } from '#libs/platform';
import type { FailingJob } from '#libs/telemetry';
import type { Job } from './job.js';

const WATCH_PAUSE_MS = 60_000;

/** The jobs of the database do not do their work; readiness shows it, and nothing else depends on it. */
class JobsFailingError extends Error {
  override readonly name = 'JobsFailingError';
}

/**
 * Watches the jobs of the database: while one of them fails nothing is compressed or dropped, or charts stand still, and
 * nothing else says so.
 */
export class DatabaseJobWatch implements Job, ReadinessCheck {
  readonly name = 'watch-database-jobs';
  readonly part = 'database-jobs';
  readonly pauseMs = WATCH_PAUSE_MS;
  private readonly failures: Gauge<'job'>;
  private failing = new Map<number, FailingJob>();

  /** @param read the jobs that fail now */
  constructor(
    private readonly read: () => Promise<readonly FailingJob[]>,
    private readonly logger: Pick<Logger, 'error' | 'info'>,
    registry: Registry,
  ) {
    this.failures = new Gauge({
      name: 'fieldgate_database_job_failing',
      help: '1 for each job of TimescaleDB whose last run failed or that does not run.',
      labelNames: ['job'],
      registers: [registry],
    });
  }

  async run(): Promise<void> {
    const before = this.failing;
    const failing = await this.read();
    this.failing = new Map(failing.map((job) => [job.jobId, job]));
    this.failures.reset();
    for (const job of failing) {
      const { jobId, name, reason } = job;
      this.failures.set({ job: `${name} (${jobId})` }, 1);
      if (before.get(jobId)?.reason === reason) continue; // said already
      this.logger.error(
        { jobId, job: name, reason },
        `The database's job ${jobId}, ${name}, fails: ${reason} See docs/operations.md, "Jobs of the database".`,
      );
    }
    for (const { jobId, name } of before.values()) {
      if (!this.failing.has(jobId))
        this.logger.info({ jobId, job: name }, `The database's job ${jobId}, ${name}, works again.`);
    }
  }

  async check(): Promise<void> {
    if (this.failing.size > 0) throw new JobsFailingError(`${this.failing.size} job(s) of the database fail.`);
  }
}
