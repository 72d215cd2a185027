import { SessionUnknownError } from './access-errors.js';
import { CurrentPasswordWrongError } from './account-errors.js';
import type { Actor } from './actor.js';
import type { Organization, Role } from './organization.js';
import type { Parts } from './parts.js';
import { checkNewPassword } from './password.js';
import type { Person } from './person.js';

/** A person and where they belong. */
export interface Profile {
  readonly person: Person;
  readonly memberships: readonly { readonly organization: Organization; readonly role: Role }[];
}

/** What people change about themselves. */
export class Profiles {
  constructor(private readonly parts: Pick<Parts, 'unitOfWork' | 'people' | 'sessions' | 'passwords' | 'audit'>) {}

  /** The actor's own profile. */
  async get(actor: Actor): Promise<Profile> {
    const person = await this.#self(actor);
    return { person, memberships: await this.parts.people.membershipsOf(person.id) };
  }

  /** Changes name and telephone number; what is absent stays. */
  async change(
    actor: Actor,
    change: { firstName?: string | undefined; lastName?: string | undefined; phone?: string | null | undefined },
  ): Promise<Profile> {
    const fields = Object.fromEntries(Object.entries(change).filter(([, value]) => value !== undefined));
    if (Object.keys(fields).length > 0)
      await this.parts.unitOfWork.run(async () => {
        await this.parts.people.change(actor.personId, fields);
        await this.#record(actor, 'profile.changed', Object.keys(fields));
      });
    return this.get(actor);
  }

  /**
   * Changes the actor's password and ends all other sessions of theirs (R1-30).
   *
   * @throws {CurrentPasswordWrongError}
   * @throws {PasswordLengthError | PasswordIsAddressError}
   */
  async changePassword(actor: Actor, currentPassword: string, newPassword: string): Promise<void> {
    const person = await this.#self(actor);
    if (!(await this.parts.passwords.verify(currentPassword, person.passwordHash)))
      throw new CurrentPasswordWrongError();
    checkNewPassword(newPassword, person.email, 'newPassword');
    const passwordHash = await this.parts.passwords.hash(newPassword);
    await this.parts.unitOfWork.run(async () => {
      await this.parts.people.change(person.id, { passwordHash });
      await this.parts.sessions.removeOthers(person.id, actor.sessionId);
      await this.#record(actor, 'password.changed', []);
    });
  }

  async #self(actor: Actor): Promise<Person> {
    const person = await this.parts.people.find(actor.personId);
    // Deleted between the guard and here; its sessions went with it.
    if (!person) throw new SessionUnknownError();
    return person;
  }

  async #record(actor: Actor, action: 'profile.changed' | 'password.changed', fields: readonly string[]) {
    await this.parts.audit.record({
      action,
      actorId: actor.personId,
      organizationId: await this.parts.people.homeOf(actor.personId),
      subject: { kind: 'person', id: actor.personId },
      details: fields.length > 0 ? { fields } : {},
    });
  }
}
