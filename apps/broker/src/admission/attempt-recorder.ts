import type { ConnectionAttempt, ConnectionAttempts } from '#libs/certificates';
import type { Clock } from '#libs/kernel';
import type { Logger } from '#libs/platform';
import type { BrokerMetrics } from '../metrics.js';
import { type NewAttempt, RefusalWindow, WINDOW_MS } from './refusal-window.js';

/** Attempts are written this often, milliseconds. */
const WRITE_INTERVAL_MS = 250;
/** Different attempts that are kept in one window, of known devices and of strangers: a flood of these hides none of those. */
const KNOWN_IN_WINDOW = 2_000;
const STRANGERS_IN_WINDOW = 200;
/** Attempts that wait for the database at most. */
const MAXIMUM_WAITING = 4_000;
const MAXIMUM_AT_ONCE = 500;
/** Refusals that are told in the log in one window; the others are counted there. */
const LOGGED_IN_WINDOW = 100;
/** How long the end waits for the database, milliseconds: the sessions are ended meanwhile, which may take 5 s. */
const CLOSE_MS = 4_000;

/**
 * Keeps refused attempts, without ever being in the way: what is recorded is written in the background.
 *
 * The first attempt of a kind is written at once, its repetitions from the same address within ten seconds as one row
 * with their number. What does not fit is counted and told in the log.
 */
export class AttemptRecorder {
  readonly #known = new RefusalWindow(KNOWN_IN_WINDOW);
  readonly #strangers = new RefusalWindow(STRANGERS_IN_WINDOW);
  #waiting: ConnectionAttempt[] = [];
  #writing: Promise<boolean> | undefined;
  /** Attempts of the statement the database has not answered. */
  #underWay = 0;
  #dropped = 0;
  #logged = 0;
  #isClosed = false;
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
    if (this.#isClosed) {
      this.#drop(1);
      return;
    }
    const at = this.clock.now();
    const window = attempt.deviceId === null ? this.#strangers : this.#known;
    const noted = window.note(attempt, at);
    if (noted === 'first') this.#enqueue({ ...attempt, at });
    if (noted === 'no room') this.#drop(1);
  }

  /** Turns the repetitions of the window that ends into rows, and begins a new one. */
  closeWindow(): void {
    for (const attempt of [...this.#known.close(), ...this.#strangers.close()]) this.#enqueue(attempt);
    this.#tellDropped();
    const unlogged = this.#logged - LOGGED_IN_WINDOW;
    if (unlogged > 0) this.logger.warn({ unlogged }, `${unlogged} more refused connections are not in the log.`);
    this.#logged = 0;
  }

  /** Writes what waits. While the database is away it is kept, up to a bound, and tried again. */
  async write(): Promise<void> {
    await this.#writeNext();
  }

  /**
   * Writes all that is left, as far as the database takes it in time. What it does not take, and what comes from now on, is
   * counted and told in the log.
   *
   * @param withinMs how long it may take, milliseconds
   */
  async close(withinMs = CLOSE_MS): Promise<void> {
    for (const timer of this.#timers) clearInterval(timer);
    this.closeWindow();
    this.#isClosed = true;
    const deadline = later<'late'>(withinMs, 'late');
    while (this.#waiting.length > 0 || this.#writing) {
      const wrote = await Promise.race([this.#writeNext(), deadline.reached]);
      if (wrote === 'late') break;
      if (wrote) continue;
      const pause = later<'again'>(WRITE_INTERVAL_MS, 'again');
      const next = await Promise.race([pause.reached, deadline.reached]);
      pause.cancel();
      if (next === 'late') break;
    }
    deadline.cancel();
    this.#drop(this.#waiting.splice(0).length + this.#underWay);
    this.#tellDropped();
  }

  /** @returns whether the database took it */
  #writeNext(): Promise<boolean> {
    this.#writing ??= this.#writeBatch().finally(() => {
      this.#writing = undefined;
    });
    return this.#writing;
  }

  async #writeBatch(): Promise<boolean> {
    const batch = this.#waiting.splice(0, MAXIMUM_AT_ONCE);
    if (batch.length === 0) return true;
    this.#underWay = batch.length;
    try {
      await this.attempts.append(batch);
      return true;
    } catch (err) {
      this.logger.warn({ err, waiting: batch.length }, 'Refused connections could not be recorded yet.');
      const all = [...batch, ...this.#waiting];
      this.#waiting = all.slice(0, MAXIMUM_WAITING);
      this.#drop(all.length - this.#waiting.length);
      return false;
    } finally {
      this.#underWay = 0;
    }
  }

  #enqueue(attempt: ConnectionAttempt): void {
    this.#log(attempt);
    if (this.#waiting.length < MAXIMUM_WAITING) this.#waiting.push(attempt);
    else this.#drop(1);
  }

  #log({ cause, detail, remoteAddress, deviceId, presented }: ConnectionAttempt): void {
    this.#logged += 1;
    if (this.#logged > LOGGED_IN_WINDOW) return;
    const certificate = presented && { subject: presented.subject, serialNumber: presented.serialNumber };
    this.logger.info({ cause, remoteAddress, deviceId, certificate }, `Refused ${remoteAddress}: ${detail}`);
  }

  #drop(count: number): void {
    if (count === 0) return;
    this.#dropped += count;
    this.metrics.attemptsDropped(count);
  }

  #tellDropped(): void {
    if (this.#dropped === 0) return;
    this.logger.warn(
      { dropped: this.#dropped },
      `${this.#dropped} refused connections are counted and not recorded: they came too fast, or the database did not take them.`,
    );
    this.#dropped = 0;
  }
}

function later<Word>(delayMs: number, word: Word): { readonly reached: Promise<Word>; cancel(): void } {
  let timer: NodeJS.Timeout | undefined;
  const reached = new Promise<Word>((resolve) => {
    timer = setTimeout(() => resolve(word), delayMs);
  });
  return { reached, cancel: () => clearTimeout(timer) };
}
