import { createHash } from 'node:crypto';
import { type Clock, DomainError, type PersonId } from '#libs/kernel';
import { SignInLockedError } from '../access/access.errors.js';
import type { RequestOrigin } from '../audit/audit.js';
import type { KnownOrigins } from '../sign-in/known-origins.js';
import { networkOf } from '../sign-in/network.js';
import { CodeEntryLockedError } from './throttle.errors.js';
import type { ThrottleStore } from './throttle-port.js';
import { accountRule, addressRule, resetMailRule, strangersRule, type ThrottleRule } from './throttle-rules.js';

/** A try that was counted as failed before it is made. */
export interface CountedTry {
  /** It was right: the place it was made from starts afresh, and everything else has failed once less. */
  succeeded(): Promise<void>;
  /** It was neither right nor wrong: it does not count. */
  undecided(): Promise<void>;
}

/** What failures are counted by, and how they are answered. */
interface Count {
  readonly key: string;
  /** Hash of the account it belongs to; missing: to none. */
  readonly account?: string;
  readonly rule: ThrottleRule;
}

/** One way to count a try: all of these together, and the first is the place's own. */
interface Lane {
  readonly counts: readonly [Count, ...Count[]];
  /** Open as long as nothing has failed by the lane's own count. */
  readonly isForFirstTry?: true;
}

/**
 * Slows down whoever guesses: passwords and second factors of an account, and codes that people type.
 *
 * A try counts as failed before it is made and is taken back when it was none: parallel guesses find the lock. It takes the
 * first lane that is not locked. Accounts that do not exist are counted as others are; keys are hashed, so the table holds
 * nobody's typing errors.
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
   * Each place an account is tried from is counted by itself, and those its owner has signed in from by nothing else: what
   * others try does not lock its owner out. All other places are counted by their network address and together, too. A
   * session has a place of its own.
   *
   * @param email in lower case
   * @throws {SignInLockedError} too many failed before; nothing was counted
   */
  async take(email: string): Promise<CountedTry> {
    return this.#take(await this.#lanesTo(email), (until, seconds) => new SignInLockedError(until, seconds));
  }

  /**
   * Tries a share code or an organization key that somebody typed (R4-19), counted by person and by network address. An
   * address that others have locked takes the first code of somebody who has typed no wrong one.
   *
   * Outside of any unit of work: what a refusal rolls back would not be counted.
   *
   * @param attempt a refusal means that the code was wrong; when anything else fails, such as the database, the try does not
   *   count
   * @throws {CodeEntryLockedError} too many were wrong before; nothing was tried
   */
  async tryCode<Result>(person: PersonId, attempt: () => Promise<Result>): Promise<Result> {
    const counted = await this.#take(
      this.#lanesOfCodes(person),
      (until, seconds) => new CodeEntryLockedError(until, seconds),
    );
    const result = await attempt().catch(async (cause: unknown) => {
      if (!isRefusal(cause)) await counted.undecided().catch(() => undefined); // what failed first is what is told
      throw cause;
    });
    // Only this try is taken back: a right code does not wash away the wrong ones before it.
    await counted.undecided();
    return result;
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

  /** Ways to count a try at an account, those of its owner first. */
  async #lanesTo(email: string): Promise<readonly Lane[]> {
    const account = hashOf(email);
    const { actor } = this.origin.current();
    const own = (place: string): Count => ({ key: `account:${account}:${place}`, account, rule: accountRule });
    if (actor?.email === email && actor.apiKeyId === undefined)
      return [{ counts: [own(hashOf(`session ${actor.sessionId}`))] }];
    const origins = await this.origins.of(email);
    const address = origins.find(({ kind }) => kind === 'address');
    const everybody = { key: `account:${account}`, account, rule: strangersRule };
    const strangers: Lane = { counts: [own(address?.hash ?? 'nowhere'), ...this.#ofAddress('address'), everybody] };
    const known = origins.filter(({ isKnown }) => isKnown).map(({ hash }): Lane => ({ counts: [own(hash)] }));
    return address?.isKnown ? known : [...known, strangers];
  }

  #lanesOfCodes(person: PersonId): readonly Lane[] {
    const own = { key: `code-person:${hashOf(person)}`, rule: accountRule };
    return [{ counts: [own, ...this.#ofAddress('code-address')] }, { counts: [own], isForFirstTry: true }];
  }

  /** By the network address the request came from, behind which there may be a whole office; none: outside of any request. */
  #ofAddress(kind: 'address' | 'code-address'): readonly Count[] {
    const { remoteAddress } = this.origin.current();
    if (remoteAddress === undefined) return [];
    return [{ key: `${kind}:${hashOf(networkOf(remoteAddress))}`, rule: addressRule }];
  }

  async #take(
    lanes: readonly Lane[],
    refusal: (lockedUntil: Date, retryAfterSeconds: number) => DomainError<object>,
  ): Promise<CountedTry> {
    const now = this.clock.now();
    const locks: number[] = [];
    for (const lane of lanes) {
      const outcome = await this.#takeLane(lane, now);
      if (outcome === 'counted') return this.#counted(lane);
      if (outcome !== 'closed') locks.push(outcome.getTime());
    }
    const until = new Date(Math.min(...locks));
    throw refusal(until, secondsBetween(now, until));
  }

  /** @returns until when the lane is locked, if it is; unless it is `counted`, nothing was counted */
  async #takeLane({ counts, isForFirstTry }: Lane, now: Date): Promise<'counted' | 'closed' | Date> {
    const taken: string[] = [];
    for (const { key, rule, account } of counts) {
      const until = await this.store.take(key, now, rule, account);
      if (until !== undefined) {
        await this.#giveBack(taken);
        return until;
      }
      taken.push(key);
    }
    if (!isForFirstTry || (await this.store.failuresOf(counts[0].key)) <= 1) return 'counted';
    await this.#giveBack(taken);
    return 'closed';
  }

  #counted({ counts: [own, ...shared] }: Lane): CountedTry {
    const keys = shared.map(({ key }) => key);
    return {
      succeeded: async () => {
        await this.store.forget(own.key);
        await this.#giveBack(keys);
      },
      undecided: () => this.#giveBack([own.key, ...keys]),
    };
  }

  async #giveBack(keys: readonly string[]): Promise<void> {
    for (const key of keys) await this.store.giveBack(key);
  }
}

const isRefusal = (cause: unknown) => cause instanceof DomainError && cause.kind !== 'unavailable';

const hashOf = (value: string) => createHash('sha256').update(value, 'utf8').digest('hex');

const secondsBetween = (from: Date, to: Date) => Math.max(1, Math.ceil((to.getTime() - from.getTime()) / 1000));
