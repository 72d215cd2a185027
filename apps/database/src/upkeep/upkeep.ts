import type { Logger } from 'pino';
import { BackendBusyError, EngineTrappedError } from '../errors.js';
import type { Backend, Client } from '../session/backend.js';
import { runDueJob } from './jobs.js';
import { Turn } from './turn.js';
import { Vacuum } from './vacuum.js';

/** Between two looks at what is due, milliseconds: often, so that a moment without clients is met. */
const LOOK_EVERY_MS = 100;
/** A checkpoint writes what changed since the last one: sooner, in a quiet moment, it is short. Milliseconds. */
const CHECKPOINT_DUE_MS = 15_000;
/** As checkpoint_timeout of PostgreSQL, but shorter: a start after a crash replays what came since. Milliseconds. */
const CHECKPOINT_URGENT_MS = 60_000;
/** A checkpoint comes sooner when this much log was written: the log is kept until then. */
const CHECKPOINT_WAL_BYTES = 256 * 1024 * 1024;
/** After a start jobs wait, milliseconds: most of them are due then, and the platform has better use for the backend. */
const JOBS_AFTER_START_MS = 10_000;
/** Between two jobs, milliseconds: clients come first. */
const JOBS_DUE_MS = 1_000;
const JOBS_URGENT_MS = 10_000;
/** Between two steps of vacuuming, milliseconds; a look at some tables takes about 40. */
const VACUUM_DUE_MS = 3_000;
const VACUUM_URGENT_MS = 30_000;

/** A piece of upkeep, whose turn has come. */
interface Task {
  readonly turn: Turn;
  readonly run: () => void;
}

const upkeepClient = (): Client => ({ processId: 0, settings: new Map(), notify: () => undefined });

/** Does for the one backend what PostgreSQL and TimescaleDB have processes for, one thing at a time between statements. */
export class Upkeep {
  readonly #client = upkeepClient();
  #timer: NodeJS.Timeout | undefined;
  #working: Promise<void> = Promise.resolve();
  #stopped = false;
  readonly #checkpoints = new Turn(CHECKPOINT_DUE_MS, CHECKPOINT_URGENT_MS, performance.now());
  #checkpointWal = 0;
  readonly #jobs = new Turn(JOBS_DUE_MS, JOBS_URGENT_MS, performance.now() + JOBS_AFTER_START_MS);
  readonly #vacuuming = new Turn(VACUUM_DUE_MS, VACUUM_URGENT_MS, performance.now());
  readonly #vacuum: Vacuum;

  constructor(
    private readonly backend: Backend,
    private readonly log: Logger,
    private readonly onTrap: (trap: EngineTrappedError) => void,
  ) {
    this.#vacuum = new Vacuum((sql) => backend.query(sql));
  }

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
      for (const { turn, run } of this.#dueTasks()) {
        if (this.#stopped) return;
        await this.backend.acquire(this.#client);
        try {
          run();
        } catch (cause) {
          // A transaction that a failed task leaves behind would be everybody's.
          if (!(cause instanceof EngineTrappedError)) this.backend.rollback(this.#client);
          throw cause;
        } finally {
          // Also one that failed: it is not tried, and said, ten times a second.
          turn.taken(performance.now());
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

  /** Asked for one after the other: while one runs, clients come. */
  *#dueTasks(): Generator<Task> {
    const walWritten = this.backend.walBytes - this.#checkpointWal;
    const isLong = walWritten > CHECKPOINT_WAL_BYTES;
    if (walWritten > 0 && this.#hasCome(this.#checkpoints, isLong)) {
      yield { turn: this.#checkpoints, run: () => this.#checkpoint() };
    }
    if (this.#hasCome(this.#jobs)) {
      yield { turn: this.#jobs, run: () => runDueJob((sql) => this.backend.query(sql), this.log) };
    }
    if (this.#hasCome(this.#vacuuming)) {
      yield { turn: this.#vacuuming, run: () => this.#vacuumStep() };
    }
  }

  #hasCome(turn: Turn, isUrgent = false): boolean {
    return turn.hasCome(performance.now(), this.backend.waiting, isUrgent);
  }

  #vacuumStep(): void {
    const startedAt = performance.now();
    const done = this.#vacuum.step();
    if (done) this.log.debug({ done, tookMs: Math.round(performance.now() - startedAt) }, 'vacuumed');
  }

  #checkpoint(): void {
    const startedAt = performance.now();
    this.backend.query('CHECKPOINT');
    this.#checkpointWal = this.backend.walBytes;
    this.log.debug({ tookMs: Math.round(performance.now() - startedAt) }, 'checkpoint');
  }
}
