import { Counter, Gauge, type Registry } from 'prom-client';
import type { WorkerReport } from '#libs/contracts/http';
import type { Clock } from '#libs/kernel';

/** Prometheus keeps the label `job` for what it scrapes. */
const LABEL = 'name';

type JobState = WorkerReport['jobs'][number];

/** What the worker measures of its jobs. */
export class JobMetrics {
  private readonly runs: Counter<typeof LABEL | 'outcome'>;
  private readonly lastDone: Gauge<typeof LABEL>;
  private readonly hanging: Gauge<typeof LABEL>;

  readonly #states = new Map<string, JobState>();

  /** @param jobs names of all jobs: each shows from the start, also one whose first run never ends */
  constructor(
    registry: Registry,
    jobs: readonly string[],
    private readonly clock: Clock,
  ) {
    const registers = [registry];
    this.runs = new Counter({
      name: 'fieldgate_worker_job_runs_total',
      help: 'Runs of the worker’s jobs, by how they ended.',
      labelNames: [LABEL, 'outcome'],
      registers,
    });
    this.lastDone = new Gauge({
      name: 'fieldgate_worker_job_last_done_timestamp_seconds',
      help: 'When a run of the job last ended without a failure, seconds since 1970; 0: not since the worker started.',
      labelNames: [LABEL],
      registers,
    });
    this.hanging = new Gauge({
      name: 'fieldgate_worker_job_hanging',
      help: '1 while a run of the job takes longer than a run may.',
      labelNames: [LABEL],
      registers,
    });
    for (const name of jobs) {
      this.lastDone.set({ name }, 0);
      this.hanging.set({ name }, 0);
      this.#states.set(name, { name, lastDoneAt: null, lastFailedAt: null, isHanging: false });
    }
  }

  /** How each job fares, in their order. */
  states(): readonly JobState[] {
    return [...this.#states.values()];
  }

  /** A run ended. */
  ended(name: string, outcome: 'done' | 'failed'): void {
    this.runs.inc({ name, outcome });
    this.hanging.set({ name }, 0);
    const now = this.clock.now();
    if (outcome === 'done') this.lastDone.set({ name }, now.getTime() / 1000);
    const at = now.toISOString();
    this.#change(name, { isHanging: false, ...(outcome === 'done' ? { lastDoneAt: at } : { lastFailedAt: at }) });
  }

  /** A run takes longer than it may. */
  hangs(name: string): void {
    this.hanging.set({ name }, 1);
    this.#change(name, { isHanging: true });
  }

  #change(name: string, change: Partial<JobState>): void {
    const state = this.#states.get(name);
    if (state) this.#states.set(name, { ...state, ...change });
  }
}
