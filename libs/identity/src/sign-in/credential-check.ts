import { type PersonId, personId } from '#libs/kernel';
import { SignInLockedError, SignInRefusedError } from '../access/access.errors.js';
import type { AuditTrail } from '../audit/audit.js';
import type { PasswordHashing } from '../passwords/password-hashing.js';
import type { Person } from '../people/person.js';
import type { PersonStore } from '../people/person.store.js';
import { SecondFactorNeededError, SecondFactorRefusedError } from '../second-factor/second-factor.errors.js';
import type { SecondFactors } from '../second-factor/second-factors.js';
import type { CountedTry, Throttle } from '../throttle/throttle.js';

/** What somebody proves to be the owner of an account with. */
export interface Proof {
  /** In lower case. */
  readonly email: string;
  readonly password: string;
  /** Of the second factor: what the app shows, or a recovery code. */
  readonly code?: string | undefined;
}

/** Says whether somebody without a session is who they say, wherever that is asked: signing in, accepting an invitation. */
export class CredentialCheck {
  constructor(
    private readonly throttle: Throttle,
    private readonly secondFactors: SecondFactors,
    private readonly people: PersonStore,
    private readonly passwords: PasswordHashing,
    private readonly audit: AuditTrail,
  ) {}

  /**
   * The person with that address, password and second factor.
   *
   * An unknown address, an account not yet activated and a wrong password get the same answer after the same work, and
   * count against the lock-out alike.
   *
   * @throws {SignInRefusedError} they do not belong together
   * @throws {SecondFactorNeededError} they do, and the account asks for a code as well
   * @throws {SecondFactorRefusedError} the code was not taken; it counts against the lock-out
   * @throws {SignInLockedError} too many tries failed before
   * @throws {PasswordChecksBusyError} too many at once
   */
  async require({ email, password, code }: Proof): Promise<Person> {
    const counted = await this.#take(email);
    const person = await this.people.findByEmail(email);
    if (!(await this.#isRight(counted, password, person)) || !person) {
      await this.#recordRefusal(email, person?.id);
      throw new SignInRefusedError();
    }
    await this.#requireSecondFactor(counted, person, code);
    await counted.succeeded();
    return person;
  }

  /** A locked account is noted, too: that is where somebody guesses. */
  async #take(email: string): Promise<CountedTry> {
    try {
      return await this.throttle.take(email);
    } catch (failure) {
      if (failure instanceof SignInLockedError) {
        const person = await this.people.findByEmail(email);
        await this.#recordRefusal(email, person?.id, failure.details.lockedUntil);
      }
      throw failure;
    }
  }

  async #isRight(counted: CountedTry, password: string, person: Person | undefined): Promise<boolean> {
    try {
      return await this.passwords.verify(password, person?.passwordHash ?? null);
    } catch (failure) {
      // Nothing was checked, so nothing failed.
      await counted.undecided();
      throw failure;
    }
  }

  async #requireSecondFactor(counted: CountedTry, person: Person, code: string | undefined): Promise<void> {
    const lacked = await this.secondFactors.lackedBy(person.id, code);
    if (lacked === 'nothing') return;
    if (lacked === 'code') {
      await counted.undecided();
      throw new SecondFactorNeededError();
    }
    await this.#recordRefusal(person.email, person.id);
    throw new SecondFactorRefusedError();
  }

  async #recordRefusal(email: string, id: PersonId | undefined, lockedUntil?: string): Promise<void> {
    // Asked for an unknown address too: the refusal must not be faster for it.
    const organizationId = await this.people.homeOf(id ?? nobody);
    const subject = { kind: 'person', id: id ?? null };
    await this.audit.record({
      action: 'session.refused',
      actorId: null,
      organizationId,
      subject,
      details: { email, ...(lockedUntil !== undefined && { lockedUntil }) },
    });
  }
}

/** The nil UUID (RFC 9562 §5.9), which no person has. */
const nobody = personId('00000000-0000-0000-0000-000000000000');
