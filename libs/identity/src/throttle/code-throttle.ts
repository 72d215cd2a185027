import { createHash } from 'node:crypto';
import { type Clock, DomainError, type PersonId } from '#libs/kernel';
import type { RequestOrigin } from '../audit/audit.js';
import { networkOf } from '../sign-in/network.js';
import { accountRule, addressRule, type ThrottleStore } from './throttle.js';

/** Too many share codes or organization keys that one person, or one network address, typed. */
export class CodeEntryLockedError extends DomainError<{ lockedUntil: string; retryAfterSeconds: number }> {
  readonly code = 'identity.code-entry-locked';
  readonly kind = 'throttled';

  constructor(lockedUntil: Date, retryAfterSeconds: number) {
    super(
      `Too many codes were wrong, so none is taken before ${lockedUntil.toISOString()}. Wait ${retryAfterSeconds} s, and ask whoever gave you the code for a new one.`,
      { lockedUntil: lockedUntil.toISOString(), retryAfterSeconds },
    );
  }
}

/**
 * Slows down whoever guesses share codes and organization keys, by person and by network address, as passwords are
 * (R4-19): from the fifth wrong one on 30 s, doubling to an hour; of an address, from the fiftieth. An address that others
 * have locked takes the first code of somebody who has typed no wrong one.
 *
 * A try counts as wrong before it is made and is taken back when it was right: parallel guesses find the lock.
 */
export class CodeThrottle {
  constructor(
    private readonly store: ThrottleStore,
    private readonly clock: Clock,
    private readonly origin: RequestOrigin,
  ) {}

  /**
   * Makes a try, outside of any unit of work: what a refusal rolls back would not be counted.
   *
   * @param attempt a refusal means that the code was wrong; when anything else fails, such as the database, the try does not
   *   count
   * @throws {CodeEntryLockedError} too many were wrong before; nothing was tried
   */
  async try<Result>(person: PersonId, attempt: () => Promise<Result>): Promise<Result> {
    const keys = await this.#take(person);
    const result = await attempt().catch(async (cause: unknown) => {
      if (!isRefusal(cause)) await this.#giveBack(keys).catch(() => undefined); // what failed first is what is told
      throw cause;
    });
    await this.#giveBack(keys);
    return result;
  }

  /** Only this try is taken back: a right code does not wash away the wrong ones before it. */
  async #giveBack(keys: readonly string[]): Promise<void> {
    for (const key of keys) await this.store.giveBack(key);
  }

  async #take(person: PersonId): Promise<readonly string[]> {
    const now = this.clock.now();
    const { remoteAddress } = this.origin.current();
    const own = keyOf('person', person);
    const locked = await this.store.take(own, now, accountRule);
    if (locked !== undefined) throw lockedError(now, locked);
    if (remoteAddress === undefined) return [own];
    const address = keyOf('address', networkOf(remoteAddress));
    const until = await this.store.take(address, now, addressRule);
    if (until === undefined) return [own, address];
    if ((await this.store.failuresOf(own)) <= 1) return [own];
    await this.store.giveBack(own);
    throw lockedError(now, until);
  }
}

const lockedError = (now: Date, until: Date) =>
  new CodeEntryLockedError(until, Math.max(1, Math.ceil((until.getTime() - now.getTime()) / 1000)));

const isRefusal = (cause: unknown) => cause instanceof DomainError && cause.kind !== 'unavailable';

const keyOf = (kind: 'person' | 'address', value: string) =>
  `code-${kind}:${createHash('sha256').update(value, 'utf8').digest('hex')}`;
