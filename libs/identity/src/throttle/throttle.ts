import { createHash } from 'node:crypto';
import { type Clock, retryDelayMs } from '#libs/kernel';
import { SignInLockedError } from '../access/access.errors.js';
import type { RequestOrigin } from '../audit/audit.js';
import type { KnownOrigins } from '../sign-in/known-origins.js';
import { networkOf } from '../sign-in/network.js';

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

/** Wrong passwords and codes for one account from one place: 30 s from the fifth on, doubling to an hour. */
export const accountRule: ThrottleRule = { threshold: 5, firstMs: 30 * SECOND_MS, longestMs: HOUR_MS };
/**
 * The same from all places its owner never signed in from: fewer than a hundred guesses in the first day and two dozen in each
 * other (NIST SP 800-63B §5.2.2: at most 100), however many addresses they come from.
 */
export const strangersRule: ThrottleRule = { threshold: 50, firstMs: 30 * SECOND_MS, longestMs: HOUR_MS };
/** The same from one network address, behind which there may be a whole office. */
export const addressRule: ThrottleRule = { threshold: 50, firstMs: 30 * SECOND_MS, longestMs: HOUR_MS };
/** Mails about a forgotten password to one account: three, then one in ten minutes, at last one in an hour. */
export const resetMailRule: ThrottleRule = { threshold: 3, firstMs: 600 * SECOND_MS, longestMs: HOUR_MS };
/** After so long without a failure they are forgotten, milliseconds: 24 hours. */
export const FORGOTTEN_AFTER_MS = 24 * HOUR_MS;

/** How long the lock lasts that this failure brings, milliseconds; 0: none. */
export function lockMs({ threshold, firstMs, longestMs }: ThrottleRule, failures: number): number {
  if (failures < threshold) return 0;
  return retryDelayMs({ firstMs, longestMs, jitter: 0 }, failures - threshold + 1);
}

/** What failures are counted by. */
export interface ThrottleKey {
  readonly key: string;
  /** Hash of the account it belongs to; null: to none. */
  readonly account: string | null;
}

/** Counted failures by key. */
export abstract class ThrottleStore {
  /**
   * Counts one more try against the key, unless it is locked at `at`; in one step, so that parallel tries are counted
   * one by one.
   *
   * @param account which `forgetAccount` knows it by
   * @returns until when it is locked, if it was; undefined: the try was counted
   */
  abstract take(key: string, at: Date, rule: ThrottleRule, account?: string | null): Promise<Date | undefined>;
  /** Takes back one counted try and the lock it brought. */
  abstract giveBack(key: string): Promise<void>;
  abstract forget(key: string): Promise<void>;
  /** Forgets what was counted by any key of the account. */
  abstract forgetAccount(account: string): Promise<void>;
  /** How many failures are counted by the key. */
  abstract failuresOf(key: string): Promise<number>;
}

/** A try that was counted as failed before it is made. */
export interface CountedTry {
  /** It was right: the place it was made from starts afresh, and everything else has failed once less. */
  succeeded(): Promise<void>;
  /** It was neither right nor wrong: it does not count. */
  undecided(): Promise<void>;
}

/** Keys that are counted together; the first one is the place's own. */
type Lane = readonly (readonly [ThrottleKey, ThrottleRule])[];

/**
 * Slows down whoever guesses passwords and codes.
 *
 * Each place an account is tried from is counted by itself, and those its owner has signed in from by nothing else: what
 * others try does not lock its owner out. All other places are counted by their network address and together, too. A
 * session has a place of its own.
 *
 * A try counts as failed before it is made and is taken back when it was none: parallel guesses find the lock. Accounts
 * that do not exist are counted as others are; keys are hashed, so the table holds nobody's typing errors.
 */
export class Throttle {
  constructor(
    private readonly store: ThrottleStore,
    private readonly origins: KnownOrigins,
    private readonly clock: Clock,
    private readonly origin: RequestOrigin,
  ) {}

  /**
   * Counts a try to prove that one owns the account.
   *
   * @param email in lower case
   * @throws {SignInLockedError} too many failed before; nothing was counted
   */
  async take(email: string): Promise<CountedTry> {
    const now = this.clock.now();
    const locks: Date[] = [];
    for (const lane of await this.#lanesTo(email)) {
      const until = await this.#takeLane(lane, now);
      if (until === undefined) return this.#counted(lane);
      locks.push(until);
    }
    const until = new Date(Math.min(...locks.map((lock) => lock.getTime())));
    throw new SignInLockedError(until, secondsBetween(now, until));
  }

  /** The account starts afresh everywhere: its owner has just proven it another way, or an administrator unlocks it. */
  async forget(email: string): Promise<void> {
    await this.store.forgetAccount(hashOf(email));
  }

  /** Whether a mail may go to this address now; if so it is counted. Whoever asks from a known place is counted alone. */
  async mayWrite(email: string): Promise<boolean> {
    const account = hashOf(email);
    const known = (await this.origins.of(email)).find(({ isKnown }) => isKnown);
    const place = known ? `:${known.hash}` : '';
    return (await this.store.take(`reset-mail:${account}${place}`, this.clock.now(), resetMailRule)) === undefined;
  }

  /** Ways to count a try, those of the account's owner first. */
  async #lanesTo(email: string): Promise<readonly Lane[]> {
    const account = hashOf(email);
    const { actor, remoteAddress } = this.origin.current();
    const own = (place: string): Lane[number] => [{ key: `account:${account}:${place}`, account }, accountRule];
    if (actor?.email === email && actor.apiKeyId === undefined) return [[own(hashOf(`session ${actor.sessionId}`))]];
    const origins = await this.origins.of(email);
    const address = origins.find(({ kind }) => kind === 'address');
    const strangers: Lane = [
      own(address?.hash ?? 'nowhere'),
      ...(remoteAddress === undefined
        ? []
        : [[{ key: `address:${hashOf(networkOf(remoteAddress))}`, account: null }, addressRule] as const]),
      [{ key: `account:${account}`, account }, strangersRule],
    ];
    const known = origins.filter(({ isKnown }) => isKnown).map(({ hash }): Lane => [own(hash)]);
    return address?.isKnown ? known : [...known, strangers];
  }

  /** @returns until when the lane is locked, if it is; then nothing was counted */
  async #takeLane(lane: Lane, now: Date): Promise<Date | undefined> {
    const taken: string[] = [];
    for (const [{ key, account }, rule] of lane) {
      const until = await this.store.take(key, now, rule, account);
      if (until !== undefined) {
        for (const counted of taken) await this.store.giveBack(counted);
        return until;
      }
      taken.push(key);
    }
    return undefined;
  }

  #counted(lane: Lane): CountedTry {
    const keys = lane.map(([{ key }]) => key);
    return {
      succeeded: async () => {
        const [own = '', ...shared] = keys;
        await this.store.forget(own);
        for (const key of shared) await this.store.giveBack(key);
      },
      undecided: async () => {
        for (const key of keys) await this.store.giveBack(key);
      },
    };
  }
}

const hashOf = (value: string) => createHash('sha256').update(value, 'utf8').digest('hex');

const secondsBetween = (from: Date, to: Date) => Math.max(1, Math.ceil((to.getTime() - from.getTime()) / 1000));
