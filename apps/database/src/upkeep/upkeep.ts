import type { Logger } from 'pino';
import { BackendBusyError, EngineTrappedError } from '../errors.js';
import type { Backend, Client } from '../session/backend.js';
import { runDueJob } from './jobs.js';
import { vacuumOneTable } from './vacuum.js';

/** Between two looks at what is due, milliseconds. */
const LOOK_EVERY_MS = 1_000;
/** As checkpoint_timeout of PostgreSQL, but shorter: a start after a crash replays what came since. Milliseconds. */
const CHECKPOINT_EVERY_MS = 60_000;
/** A checkpoint comes sooner when this much log was written: the log is kept until then. */
const CHECKPOINT_WAL_BYTES = 256 * 1024 * 1024;
/** After a start jobs wait, milliseconds: most of them are due then, and the platform has better use for the backend. */
const JOBS_AFTER_START_MS = 10_000;
/** Between two jobs, milliseconds: clients come first. */
const JOBS_EVERY_MS = 1_000;
const VACUUM_EVERY_MS = 10_000;

const upkeepClient = (): Client => ({ processId: 0, settings: new Map(), notify: () => undefined });

/** Does for the one backend what PostgreSQL and TimescaleDB have processes for, one thing at a time between statements. */
export class Upkeep {
  readonly #client = upkeepClient();
  #timer: NodeJS.Timeout | undefined;
  #working: Promise<void> = Promise.resolve();
  #stopped = false;
  #checkpointAt = performance.now();
  #checkpointWal = 0;
  #jobsAt = performance.now() + JOBS_AFTER_START_MS;
  #vacuumAt = performance.now();

  constructor(
    private readonly backend: Backend,
    private readonly log: Logger,
    private readonly onTrap: (trap: EngineTrappedError) => void,
  ) {}

  start(): void {
    this.#timer = setTimeout(() => {
      this.#working = this.#look();
    }, LOOK_EVERY_MS);
  }

  /** Returns when nothing of it runs any more. */
  async stop(): Promise<void> {
    this.#stopped = true;
    clearTimeout(this.#timer);
    await this.#working;
  }

  async #look(): Promise<void> {
    try {
      for (const task of this.#dueTasks()) {
        if (this.#stopped) return;
        await this.backend.acquire(this.#client);
        try {
          task();
        } finally {
          this.backend.release();
        }
      }
    } catch (cause) {
      if (cause instanceof EngineTrappedError) this.onTrap(cause);
      else if (cause instanceof BackendBusyError) this.log.warn(cause.message);
      else this.log.error({ err: cause }, 'Upkeep of the database failed; it is tried again.');
    } finally {
      if (!this.#stopped) this.start();
    }
  }

  *#dueTasks(): Generator<() => void> {
    const now = performance.now();
    const walWritten = this.backend.walBytes - this.#checkpointWal;
    if (walWritten > CHECKPOINT_WAL_BYTES || (walWritten > 0 && now - this.#checkpointAt > CHECKPOINT_EVERY_MS)) {
      yield () => this.#checkpoint();
    }
    if (now - this.#jobsAt > JOBS_EVERY_MS) {
      yield () => {
        runDueJob((sql) => this.backend.query(sql), this.log);
        this.#jobsAt = performance.now();
      };
    }
    if (now - this.#vacuumAt > VACUUM_EVERY_MS) {
      this.#vacuumAt = now;
      yield () => {
        const table = vacuumOneTable((sql) => this.backend.query(sql));
        if (table) this.log.debug({ table }, 'vacuumed');
      };
    }
  }

  #checkpoint(): void {
    const startedAt = performance.now();
    this.backend.query('CHECKPOINT');
    this.#checkpointAt = performance.now();
    this.#checkpointWal = this.backend.walBytes;
    this.log.debug({ tookMs: Math.round(this.#checkpointAt - startedAt) }, 'checkpoint');
  }
}
