import { type PersonId, personId } from '#libs/kernel';
import { SignInLockedError, SignInRefusedError } from './access-errors.js';
import type { Parts } from './parts.js';
import type { Person } from './person.js';
import { SecondFactorNeededError, SecondFactorRefusedError } from './second-factor-errors.js';
import type { SecondFactors } from './second-factors.js';
import type { OpenedSession, Sessions } from './sessions.js';
import type { Throttle } from './throttle.js';

/** What somebody signs in with. */
export interface Credentials {
  /** In lower case. */
  readonly email: string;
  readonly password: string;
  /** Of the second factor: what the app shows, or a recovery code. */
  readonly code?: string | undefined;
  /** The session is for a browser, its token goes out as a cookie. */
  readonly isCookie?: boolean | undefined;
}

export interface SignedInPerson extends OpenedSession {
  readonly person: { readonly id: PersonId; readonly email: string };
  /** What is asked of somebody whose password others have seen (R0-05). */
  readonly passwordChange: 'recommended' | 'required' | null;
}

/** Signs people in. */
export class SignIn {
  constructor(
    private readonly sessions: Sessions,
    private readonly throttle: Throttle,
    private readonly secondFactors: Pick<SecondFactors, 'lackedBy'>,
    private readonly parts: Pick<Parts, 'unitOfWork' | 'people' | 'passwords' | 'audit'>,
  ) {}

  /**
   * Signs somebody in with address and password.
   *
   * An unknown address, an account not yet activated and a wrong password get the same answer after the same work, and
   * count against the lock-out alike.
   *
   * @throws {SignInRefusedError} they do not belong together
   * @throws {SecondFactorNeededError} they do, and the account asks for a code as well
   * @throws {SecondFactorRefusedError} the code was not taken; it counts against the lock-out
   * @throws {SignInLockedError} too many tries failed before
   * @throws {PasswordChecksBusyError} too many sign-ins at once
   */
  async signIn({ email, password, code, isCookie = false }: Credentials): Promise<SignedInPerson> {
    await this.#take(email);
    const person = await this.parts.people.findByEmail(email);
    if (!(await this.#isRight(email, password, person)) || !person) {
      await this.#recordRefusal(email, person?.id);
      throw new SignInRefusedError();
    }
    await this.#requireSecondFactor(person, code);
    await this.throttle.succeeded(email);
    const session = await this.parts.unitOfWork.run(() => this.sessions.open(person.id, { isCookie }));
    const passwordChange = this.sessions.passwordChangeFor(person.passwordStale ?? false);
    return { ...session, person: { id: person.id, email: person.email }, passwordChange };
  }

  /** A locked account is noted, too: that is where somebody guesses. */
  async #take(email: string): Promise<void> {
    try {
      await this.throttle.take(email);
    } catch (failure) {
      if (failure instanceof SignInLockedError) {
        const person = await this.parts.people.findByEmail(email);
        await this.#recordRefusal(email, person?.id, failure.details.lockedUntil);
      }
      throw failure;
    }
  }

  async #isRight(email: string, password: string, person: Person | undefined): Promise<boolean> {
    try {
      return await this.parts.passwords.verify(password, person?.passwordHash ?? null);
    } catch (failure) {
      // Nothing was checked, so nothing failed.
      await this.throttle.undecided(email);
      throw failure;
    }
  }

  async #requireSecondFactor(person: Person, code: string | undefined): Promise<void> {
    const lacked = await this.secondFactors.lackedBy(person.id, code);
    if (lacked === 'nothing') return;
    if (lacked === 'code') {
      await this.throttle.undecided(person.email);
      throw new SecondFactorNeededError();
    }
    await this.#recordRefusal(person.email, person.id);
    throw new SecondFactorRefusedError();
  }

  async #recordRefusal(email: string, id: PersonId | undefined, lockedUntil?: string): Promise<void> {
    // Asked for an unknown address too: the refusal must not be faster for it.
    const organizationId = await this.parts.people.homeOf(id ?? nobody);
    const subject = { kind: 'person', id: id ?? null };
    await this.parts.audit.record({
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
