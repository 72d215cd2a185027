import type { OrganizationId, PersonId } from '#libs/kernel';
import type { Actor } from '../access/actor.js';
import type { AuditedWork } from '../audit/audited-work.js';
import type { Organizations } from '../organizations/organizations.js';
import type { Person } from '../people/person.js';
import type { PersonStore } from '../people/person.store.js';
import type { RoleChoice } from '../roles/role-giving.js';
import { MemberConfirmationError, OwnMembershipError, PersonNotAdministeredError } from './member.errors.js';
import type { Member, Members } from './members.js';
import type { Memberships } from './memberships.js';

/** What can be changed about a member; absent fields stay. */
export interface MemberChange extends RoleChoice {
  readonly firstName?: string | undefined;
  readonly lastName?: string | undefined;
  readonly phone?: string | null | undefined;
}

/** Changes and removes the people of an organization. */
export class MemberAdministration {
  constructor(
    private readonly organizations: Organizations,
    private readonly members: Members,
    private readonly memberships: Memberships,
    private readonly people: PersonStore,
    private readonly work: AuditedWork,
  ) {}

  /**
   * Changes a member's role, or the person's name and telephone (R2-13).
   *
   * @throws {OrganizationUnknownError | NotAllowedError | MemberUnknownError | MemberRoleUnknownError}
   * @throws {RoleTooWideError} the role is more than the actor may give there
   * @throws {PersonNotAdministeredError} name or telephone of somebody who belongs elsewhere, too
   * @throws {OwnMembershipError} the actor's own role
   * @throws {LastAdministratorError} nobody else administers the organization
   */
  change(actor: Actor, id: OrganizationId, person: PersonId, change: MemberChange): Promise<Member> {
    // One at a time: two administrators may take the role from each other at this moment.
    return this.organizations.whileHeld(actor, id, 'member.administer', async (organization) => {
      const record = await this.members.record(id, person);
      if (change.role !== undefined || change.customRoleId !== undefined)
        await this.memberships.changeRole(actor, organization, record, change);
      await this.#changePerson(actor, id, record.person, change);
      return this.members.get(actor, id, person);
    });
  }

  /**
   * Ends a membership, for good; whoever is left without any organization is deleted with all sessions at once (R2-14, R2-16).
   *
   * @param confirm the person's e-mail address, typed again
   * @throws {OrganizationUnknownError | NotAllowedError | MemberUnknownError | MemberConfirmationError}
   * @throws {OwnMembershipError} oneself
   * @throws {LastAdministratorError} nobody else administers the organization
   */
  async remove(actor: Actor, id: OrganizationId, person: PersonId, confirm: string): Promise<void> {
    await this.organizations.whileHeld(actor, id, 'member.delete', async () => {
      if (person === actor.personId) throw new OwnMembershipError(id);
      const record = await this.members.record(id, person);
      if (confirm !== record.person.email) throw new MemberConfirmationError(record.person);
      await this.memberships.end(actor, id, record);
    });
  }

  async #changePerson(
    actor: Actor,
    id: OrganizationId,
    person: Person,
    { firstName, lastName, phone }: MemberChange,
  ): Promise<void> {
    const wanted = Object.entries({ firstName, lastName, phone }).filter(([, value]) => value !== undefined);
    if (wanted.length === 0) return;
    if (!(await this.members.administersWholly(actor, person.id))) throw new PersonNotAdministeredError(person);
    const fields = Object.fromEntries(wanted) as Partial<Pick<Person, 'firstName' | 'lastName' | 'phone'>>;
    await this.people.change(person.id, fields);
    await this.work.record({
      action: 'person.changed',
      actorId: actor.personId,
      organizationId: id,
      subject: { kind: 'person', id: person.id },
      before: Object.fromEntries(wanted.map(([name]) => [name, person[name as keyof typeof fields] ?? null])),
      after: Object.fromEntries(wanted.map(([name, value]) => [name, value ?? null])),
    });
  }
}
