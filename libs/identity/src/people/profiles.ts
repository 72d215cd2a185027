import type { Language } from '#libs/contracts/http';
import { SessionUnknownError } from '../access/access.errors.js';
import type { Actor } from '../access/actor.js';
import type { AccountWork } from '../audit/account-work.js';
import type { Organization, Role } from '../organizations/organization.js';
import type { NewPasswords } from '../passwords/new-passwords.js';
import type { PasswordProof } from '../passwords/password-proof.js';
import type { Person } from './person.js';
import type { PersonStore } from './person.store.js';

/** A person and where they belong. */
export interface Profile {
  readonly person: Person;
  readonly memberships: readonly { readonly organization: Organization; readonly role: Role }[];
}

/** What people change about themselves; undefined stays as it is. */
export type ProfileFields = {
  readonly [Name in 'firstName' | 'lastName' | 'phone' | 'language' | 'timeZone']?: Person[Name] | undefined;
};

/** What people change about themselves. */
export class Profiles {
  constructor(
    private readonly proof: PasswordProof,
    private readonly people: PersonStore,
    private readonly passwords: NewPasswords,
    private readonly work: AccountWork,
  ) {}

  /** The actor's own profile. */
  async get(actor: Actor): Promise<Profile> {
    const person = await this.self(actor);
    return { person, memberships: await this.people.membershipsOf(person.id) };
  }

  /** Changes name, telephone number, language and time zone (R0-07); what is absent stays. */
  async change(actor: Actor, change: ProfileFields): Promise<Profile> {
    const before = await this.self(actor);
    const names = (Object.keys(change) as (keyof ProfileFields)[]).filter(
      (name) => change[name] !== undefined && change[name] !== (before[name] ?? null),
    );
    if (names.length > 0)
      await this.work.run(async () => {
        const after = Object.fromEntries(names.map((name) => [name, change[name] ?? null]));
        await this.people.change(actor.personId, after);
        await this.work.recordOwn(actor.personId, {
          action: 'profile.changed',
          before: Object.fromEntries(names.map((name) => [name, before[name] ?? null])),
          after,
        });
      });
    return this.get(actor);
  }

  /**
   * Changes the actor's password and ends all other sessions of theirs (R1-30).
   *
   * @throws {CurrentPasswordWrongError}
   * @throws {SignInLockedError} too many tries failed before
   * @throws {PasswordLengthError | PasswordIsAddressError | PasswordCommonError}
   */
  async changePassword(actor: Actor, currentPassword: string, newPassword: string): Promise<void> {
    const person = await this.prove(actor, currentPassword, 'currentPassword');
    const passwordHash = await this.passwords.hash(newPassword, person.email, 'newPassword');
    // Else a password that others have seen would be "changed" to itself.
    const passwordStale = person.passwordStale === true && newPassword === currentPassword;
    await this.work.run(async () => {
      await this.passwords.replace(person.id, { passwordHash, passwordStale }, actor.sessionId);
      await this.work.recordOwn(person.id, { action: 'password.changed' });
    });
  }

  /** What the actor reads: as they chose, else as the organization they joined first; English for programs. */
  async languageOf(actor: Actor): Promise<Language> {
    if (actor.apiKeyId !== undefined) return 'en';
    const { person, memberships } = await this.get(actor);
    return person.language ?? memberships[0]?.organization.language ?? 'en';
  }

  /**
   * The actor as a person who has just given their password again.
   *
   * @param field names the password in the request
   * @throws {CurrentPasswordWrongError}
   * @throws {SignInLockedError} too many tries failed before
   */
  async prove(actor: Actor, password: string, field: string): Promise<Person> {
    const person = await this.self(actor);
    await this.proof.require(person, password, field);
    return person;
  }

  /** The actor as a person. */
  async self(actor: Actor): Promise<Person> {
    const person = await this.people.find(actor.personId);
    // Deleted between the guard and here; its sessions went with it.
    if (!person) throw new SessionUnknownError();
    return person;
  }
}
