import { CurrentPasswordWrongError } from '../people/account.errors.js';
import type { Person } from '../people/person.js';
import type { CountedTry, Throttle } from '../throttle/throttle.js';
import type { PasswordHashing } from './password-hashing.js';

/** Asks a signed-in person for the password again: a session left open must not be enough. */
export class PasswordProof {
  constructor(
    private readonly throttle: Throttle,
    private readonly passwords: PasswordHashing,
  ) {}

  /**
   * Passes if it is the person's password; a wrong one counts against the lock-out of the session.
   *
   * @param field names the password in the request
   * @param beside what has to be right as well before the account's failures are forgotten; throws if it is not
   * @throws {CurrentPasswordWrongError}
   * @throws {SignInLockedError} too many tries failed before
   */
  async require(person: Person, password: string, field: string, beside?: () => Promise<void>): Promise<void> {
    const counted = await this.throttle.take(person.email);
    if (!(await this.#isRight(counted, person, password))) throw new CurrentPasswordWrongError(field);
    await beside?.();
    await counted.succeeded();
  }

  async #isRight(counted: CountedTry, person: Person, password: string): Promise<boolean> {
    try {
      return await this.passwords.verify(password, person.passwordHash);
    } catch (failure) {
      // Nothing was checked, so nothing failed.
      await counted.undecided();
      throw failure;
    }
  }
}
