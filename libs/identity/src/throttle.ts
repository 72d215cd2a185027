import { createHash } from 'node:crypto';
import type { Clock } from '#libs/kernel';
import { SignInLockedError } from './access-errors.js';
import type { RequestOrigin } from './audit.js';

/** How failures of one kind are answered: from `threshold` of them on, with a delay that doubles. */
export interface ThrottleRule {
  /** The failure that locks first; those before cost nothing. */
  readonly threshold: number;
  /** First delay, milliseconds. */
  readonly firstMs: number;
  /** Longest delay, milliseconds. */
  readonly longestMs: number;
}

const SECOND_MS = 1000;
const HOUR_MS = 3_600_000;

/** Wrong passwords and codes for one account: 30 s from the fifth on, doubling to an hour. */
export const accountRule: ThrottleRule = { threshold: 5, firstMs: 30 * SECOND_MS, longestMs: HOUR_MS };
/** The same from one network address, behind which there may be a whole office. */
export const addressRule: ThrottleRule = { threshold: 50, firstMs: 30 * SECOND_MS, longestMs: HOUR_MS };
/** Letters about a forgotten password to one account: three, then one in ten minutes, at last one in an hour. */
export const letterRule: ThrottleRule = { threshold: 3, firstMs: 600 * SECOND_MS, longestMs: HOUR_MS };
/** After so long without a failure they are forgotten, milliseconds: 24 hours. */
export const FORGOTTEN_AFTER_MS = 24 * HOUR_MS;

/** How long the lock lasts that this failure brings, milliseconds; 0: none. */
export function lockMs({ threshold, firstMs, longestMs }: ThrottleRule, failures: number): number {
  if (failures < threshold) return 0;
  // 2^20 is past every longest delay; more would only overflow.
  return Math.min(longestMs, firstMs * 2 ** Math.min(failures - threshold, 20));
}

/** Counted failures by key. */
export abstract class ThrottleStore {
  /**
   * Counts one more try against the key, unless it is locked at `at`; in one step, so that parallel tries are counted
   * one by one.
   *
   * @returns until when it is locked, if it was; undefined: the try was counted
   */
  abstract take(key: string, at: Date, rule: ThrottleRule): Promise<Date | undefined>;
  /** Takes back one counted try and the lock it brought. */
  abstract giveBack(key: string): Promise<void>;
  abstract forget(key: string): Promise<void>;
}

/**
 * Slows down whoever guesses passwords and codes, by account and by network address.
 *
 * A try counts as failed before it is made and is taken back when it was none: parallel guesses find the lock. Accounts
 * that do not exist are counted as others are; keys are hashed, so the table holds nobody's typing errors.
 */
export class Throttle {
  constructor(
    private readonly store: ThrottleStore,
    private readonly clock: Clock,
    private readonly origin: RequestOrigin,
  ) {}

  /**
   * Counts a try to prove that one owns the account.
   *
   * @param email in lower case
   * @throws {SignInLockedError} too many failed before; nothing was counted for the account
   */
  async take(email: string): Promise<void> {
    const now = this.clock.now();
    const { remoteAddress } = this.origin.current();
    if (remoteAddress !== undefined) {
      const until = await this.store.take(keyOf('address', remoteAddress), now, addressRule);
      if (until) throw new SignInLockedError(until, secondsBetween(now, until));
    }
    const until = await this.store.take(keyOf('account', email), now, accountRule);
    if (!until) return;
    await this.#giveBackAddress();
    throw new SignInLockedError(until, secondsBetween(now, until));
  }

  /** The try was right: the account starts afresh, and the address has failed once less. */
  async succeeded(email: string): Promise<void> {
    await this.store.forget(keyOf('account', email));
    await this.#giveBackAddress();
  }

  /** The try was neither right nor wrong: it does not count. */
  async undecided(email: string): Promise<void> {
    await this.store.giveBack(keyOf('account', email));
    await this.#giveBackAddress();
  }

  /** The account starts afresh: its owner has just proven it another way. */
  async forget(email: string): Promise<void> {
    await this.store.forget(keyOf('account', email));
  }

  /** Whether a letter may go to this address now; if so it is counted. */
  async mayWrite(email: string): Promise<boolean> {
    return (await this.store.take(keyOf('letter', email), this.clock.now(), letterRule)) === undefined;
  }

  async #giveBackAddress(): Promise<void> {
    const { remoteAddress } = this.origin.current();
    if (remoteAddress !== undefined) await this.store.giveBack(keyOf('address', remoteAddress));
  }
}

function keyOf(kind: 'account' | 'address' | 'letter', value: string): string {
  return `${kind}:${createHash('sha256').update(value, 'utf8').digest('hex')}`;
}

const secondsBetween = (from: Date, to: Date) => Math.max(1, Math.ceil((to.getTime() - from.getTime()) / 1000));
