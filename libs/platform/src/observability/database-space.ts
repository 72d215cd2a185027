import type { Clock } from '#libs/kernel';
import type { ReadinessCheck } from './readiness.js';

/** How long a refusal for want of room counts when nothing was stored since, milliseconds: whoever waits tries again sooner. */
const REMEMBERED_MS = 60_000;
/** Class 53 of SQLSTATE but for 53300, which is about connections; the rest is the system's. */
const CODES = /^(53[124]00|53000|ENOSPC|EDQUOT)$/;
/** Failures wrap each other a few times; a chain that runs in a circle ends too. */
const CAUSES = 8;

/** Whether the failure, or one it was caused by, says that the database has no room left on its disk or in its memory. */
export function isOutOfSpace(failure: unknown): boolean {
  let cause = failure;
  for (let depth = 0; depth < CAUSES && cause instanceof Error; depth += 1) {
    if ('code' in cause && typeof cause.code === 'string' && CODES.test(cause.code)) return true;
    cause = cause.cause;
  }
  return false;
}

/**
 * Whether the database has room, as this process last saw: it answers questions with a full disk, so a question says nothing. Down
 * from a refusal on, until something was stored or a minute has passed without another.
 */
export class DatabaseSpace implements ReadinessCheck {
  readonly part = 'database-space';
  #refusedAt: number | undefined;

  constructor(private readonly clock: Clock) {}

  /** Something was refused for want of room. */
  refused(): void {
    this.#refusedAt = this.clock.now().getTime();
  }

  /** Something was stored. */
  stored(): void {
    this.#refusedAt = undefined;
  }

  async check(): Promise<void> {
    if (this.#refusedAt === undefined || this.clock.now().getTime() - this.#refusedAt >= REMEMBERED_MS) return;
    throw new Error('The database has no room left; make room on its disk.');
  }
}
