import type { ConnectionAttempt, ConnectionAttempts } from '#libs/fleet';
import type { Clock } from '#libs/kernel';
import type { Logger } from '#libs/platform';
import type { BrokerMetrics } from '../metrics.js';

/** Attempts are written this often, milliseconds. */
const WRITE_INTERVAL_MS = 250;
/** A repeated attempt is counted for this long before the repetition is written, milliseconds. */
const WINDOW_MS = 10_000;
/** Different attempts that are kept in one window, of known devices and of strangers: a flood of these hides none of those. */
const KNOWN_IN_WINDOW = 2_000;
const STRANGERS_IN_WINDOW = 200;
/** Attempts that wait for the database at most. */
const MAXIMUM_WAITING = 4_000;
const MAXIMUM_AT_ONCE = 500;

/** An attempt as it happens; its time is added. */
export type NewAttempt = Omit<ConnectionAttempt, 'at'>;

interface Seen {
  readonly attempt: NewAttempt;
  repetitions: number;
  lastAt: Date;
}

/**
 * Keeps refused attempts, without ever being in the way: what is recorded is written in the background.
 *
 * The first attempt of a kind is written at once, its repetitions from the same address within ten seconds as one row
 * with their number. What does not fit is counted and told in the log.
 */
export class AttemptRecorder {
  readonly #known = new Map<string, Seen>();
  readonly #strangers = new Map<string, Seen>();
  #waiting: ConnectionAttempt[] = [];
  #writing: Promise<void> | undefined;
  #dropped = 0;
  readonly #timers: readonly NodeJS.Timeout[];

  constructor(
    private readonly attempts: ConnectionAttempts,
    private readonly clock: Clock,
    private readonly logger: Logger,
    private readonly metrics: BrokerMetrics,
  ) {
    this.#timers = [
      setInterval(() => void this.write(), WRITE_INTERVAL_MS).unref(),
      setInterval(() => this.closeWindow(), WINDOW_MS).unref(),
    ];
  }

  /** Notes an attempt. Returns at once and does not throw. */
  record(attempt: NewAttempt): void {
    this.metrics.refused(attempt.cause);
    const [seen, room] =
      attempt.deviceId === null ? [this.#strangers, STRANGERS_IN_WINDOW] : [this.#known, KNOWN_IN_WINDOW];
    const key = `${attempt.cause} ${attempt.remoteAddress} ${attempt.presented?.fingerprintSha256 ?? ''}`;
    const at = this.clock.now();
    const before = seen.get(key);
    if (before) {
      before.repetitions += 1;
      before.lastAt = at;
    } else if (seen.size < room) {
      seen.set(key, { attempt, repetitions: 0, lastAt: at });
      this.#enqueue({ ...attempt, at });
    } else {
      this.#drop(1);
    }
  }

  /** Turns the repetitions of the window that ends into rows, and begins a new one. */
  closeWindow(): void {
    for (const seen of [this.#known, this.#strangers]) {
      for (const { attempt, repetitions, lastAt } of seen.values()) {
        if (repetitions === 0) continue;
        const detail = `${attempt.detail} Seen ${repetitions} more time(s) within ${WINDOW_MS / 1000} s.`;
        this.#enqueue({ ...attempt, detail, at: lastAt });
      }
      seen.clear();
    }
    if (this.#dropped === 0) return;
    this.logger.warn({ dropped: this.#dropped }, 'Refused connections came too fast to be recorded one by one.');
    this.#dropped = 0;
  }

  /** Writes what waits. While the database is away it is kept, up to a bound, and tried again. */
  async write(): Promise<void> {
    if (this.#writing) return this.#writing;
    if (this.#waiting.length === 0) return;
    this.#writing = this.#writeAll().finally(() => {
      this.#writing = undefined;
    });
    return this.#writing;
  }

  /** Writes what is left, as far as the database takes it. */
  async close(): Promise<void> {
    for (const timer of this.#timers) clearInterval(timer);
    this.closeWindow();
    await this.write();
    await this.write();
  }

  async #writeAll(): Promise<void> {
    const batch = this.#waiting.splice(0, MAXIMUM_AT_ONCE);
    try {
      await this.attempts.append(batch);
    } catch (err) {
      this.logger.warn({ err, waiting: batch.length }, 'Refused connections could not be recorded yet.');
      const kept = this.#waiting.splice(0);
      this.#waiting = batch;
      for (const attempt of kept) this.#enqueue(attempt);
    }
  }

  #enqueue(attempt: ConnectionAttempt): void {
    if (this.#waiting.length < MAXIMUM_WAITING) this.#waiting.push(attempt);
    else this.#drop(1);
  }

  #drop(count: number): void {
    this.#dropped += count;
    this.metrics.attemptsDropped(count);
  }
}
