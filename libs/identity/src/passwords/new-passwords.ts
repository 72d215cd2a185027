import type { PersonId } from '#libs/kernel';
import type { Person } from '../people/person.js';
import type { PersonStore } from '../people/person.store.js';
import type { SessionStore } from '../sign-in/session-port.js';
import { checkNewPassword } from './password.js';
import type { PasswordHashing } from './password-hashing.js';

/** Checks and sets the passwords people choose. */
export class NewPasswords {
  constructor(
    private readonly people: PersonStore,
    private readonly sessions: SessionStore,
    private readonly hashing: PasswordHashing,
  ) {}

  /**
   * Checks and hashes a password; outside of any unit of work, because it takes its time.
   *
   * @param field names the password in the request
   * @throws {PasswordLengthError | PasswordIsAddressError | PasswordCommonError}
   */
  async hash(password: string, email: string, field: string): Promise<string> {
    await checkNewPassword(password, email, field);
    return this.hashing.hash(password);
  }

  /** Sets the first password of somebody whose address has just answered, in the running unit of work. */
  async setFirst(person: PersonId, passwordHash: string, verifiedAt: Date): Promise<void> {
    await this.people.change(person, { passwordHash, verifiedAt });
  }

  /**
   * Sets another password and ends the person's sessions, in the running unit of work.
   *
   * @param keepSession which stays; null: none
   * @returns how many sessions ended
   */
  async replace(
    person: PersonId,
    fields: Pick<Person, 'passwordHash' | 'passwordStale'> & Partial<Pick<Person, 'verifiedAt'>>,
    keepSession: string | null,
  ): Promise<number> {
    await this.people.change(person, fields);
    return this.sessions.removeOthers(person, keepSession);
  }
}
