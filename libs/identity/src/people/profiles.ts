import type { Language } from '#libs/notifications';
import { SessionUnknownError } from '../access/access.errors.js';
import type { Actor } from '../access/actor.js';
import type { Organization, Role } from '../organizations/organization.js';
import type { Parts } from '../parts.js';
import { checkNewPassword } from '../passwords/password.js';
import type { PasswordProof } from '../passwords/password-proof.js';
import type { Person } from './person.js';

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
    private readonly parts: Pick<Parts, 'unitOfWork' | 'people' | 'sessions' | 'passwords' | 'audit'>,
  ) {}

  /** The actor's own profile. */
  async get(actor: Actor): Promise<Profile> {
    const person = await this.self(actor);
    return { person, memberships: await this.parts.people.membershipsOf(person.id) };
  }

  /** Changes name, telephone number, language and time zone (R0-07); what is absent stays. */
  async change(actor: Actor, change: ProfileFields): Promise<Profile> {
    const before = await this.self(actor);
    const names = (Object.keys(change) as (keyof ProfileFields)[]).filter(
      (name) => change[name] !== undefined && change[name] !== (before[name] ?? null),
    );
    if (names.length > 0)
      await this.parts.unitOfWork.run(async () => {
        const after = Object.fromEntries(names.map((name) => [name, change[name] ?? null]));
        await this.parts.people.change(actor.personId, after);
        await this.#record(actor, 'profile.changed', {
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
    const person = await this.self(actor);
    await this.proof.require(person, currentPassword, 'currentPassword');
    await checkNewPassword(newPassword, person.email, 'newPassword');
    const passwordHash = await this.parts.passwords.hash(newPassword);
    // Else a password that others have seen would be "changed" to itself.
    const passwordStale = person.passwordStale === true && newPassword === currentPassword;
    await this.parts.unitOfWork.run(async () => {
      await this.parts.people.change(person.id, { passwordHash, passwordStale });
      await this.parts.sessions.removeOthers(person.id, actor.sessionId);
      await this.#record(actor, 'password.changed');
    });
  }

  /** What the actor reads: as they chose, else as the organization they joined first; English for programs. */
  async languageOf(actor: Actor): Promise<Language> {
    if (actor.apiKeyId !== undefined) return 'en';
    const { person, memberships } = await this.get(actor);
    return person.language ?? memberships[0]?.organization.language ?? 'en';
  }

  /** The actor as a person. */
  async self(actor: Actor): Promise<Person> {
    const person = await this.parts.people.find(actor.personId);
    // Deleted between the guard and here; its sessions went with it.
    if (!person) throw new SessionUnknownError();
    return person;
  }

  async #record(
    actor: Actor,
    action: 'profile.changed' | 'password.changed',
    change: { before?: Record<string, string | null>; after?: Record<string, string | null> } = {},
  ) {
    await this.parts.audit.record({
      action,
      actorId: actor.personId,
      organizationId: await this.parts.people.homeOf(actor.personId),
      subject: { kind: 'person', id: actor.personId },
      ...change,
    });
  }
}
