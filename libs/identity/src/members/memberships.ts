import type { OrganizationId } from '#libs/kernel';
import type { Actor } from '../access/actor.js';
import type { AuditedWork } from '../audit/audited-work.js';
import { AlreadyMemberError } from '../invitations/invitation.errors.js';
import type { Organization } from '../organizations/organization.js';
import type { OrganizationStore } from '../organizations/organization.store.js';
import type { Person } from '../people/person.js';
import type { RoleChoice, RoleGrants } from '../roles/role-giving.js';
import type { Joining } from './joining.js';
import { LastAdministratorError, OwnMembershipError } from './member.errors.js';
import type { MemberRecord, MemberStore } from './member.store.js';

/** Begins, changes and ends memberships, in the caller's unit of work, which holds the organization; who may is asked before. */
export class Memberships {
  constructor(
    private readonly store: MemberStore,
    private readonly joining: Joining,
    private readonly organizations: OrganizationStore,
    private readonly grants: RoleGrants,
    private readonly work: AuditedWork,
  ) {}

  /**
   * Makes a person a member.
   *
   * @throws {AlreadyMemberError}
   * @throws {MemberRoleUnknownError | RoleTooWideError}
   */
  async begin(actor: Actor, organization: Organization, person: Person, choice: RoleChoice): Promise<void> {
    const { id } = organization;
    if (await this.store.find(id, person.id)) throw new AlreadyMemberError(person.email);
    const granted = await this.grants.grant(actor, organization, choice, 'member.administer');
    const { role, customRole } = granted;
    await this.joining.join({
      organizationId: id,
      personId: person.id,
      role,
      customRoleId: customRole?.id ?? null,
      addedById: actor.personId,
      createdAt: this.work.now(),
    });
    await this.organizations.raiseStatus(id, person.passwordHash === null ? 'invited' : 'onboarded');
    await this.work.record({
      action: 'member.added',
      actorId: actor.personId,
      organizationId: id,
      subject: { kind: 'person', id: person.id },
      before: {},
      details: { ...(granted.isFirstAdministrator && { firstAdministrator: true }) },
      after: { email: person.email, role, customRole: customRole?.name ?? null },
    });
  }

  /**
   * Gives a member another role.
   *
   * @throws {OwnMembershipError} the actor's own
   * @throws {MemberRoleUnknownError | RoleTooWideError}
   * @throws {LastAdministratorError} nobody else administers the organization
   */
  async changeRole(actor: Actor, organization: Organization, record: MemberRecord, choice: RoleChoice): Promise<void> {
    const { id } = organization;
    if (record.person.id === actor.personId) throw new OwnMembershipError(id);
    const granted = await this.grants.grant(actor, organization, choice, 'member.administer');
    const { role, customRole } = granted;
    if (role !== 'admin' || customRole) await this.#keepAnAdmin(id, record);
    // Beside a custom role the built-in one stays what it was.
    const fields = customRole ? { customRoleId: customRole.id } : { role, customRoleId: null };
    await this.store.change(id, record.person.id, fields);
    await this.work.record({
      action: 'member.changed',
      actorId: actor.personId,
      organizationId: id,
      subject: { kind: 'person', id: record.person.id },
      details: { ...(granted.isFirstAdministrator && { firstAdministrator: true }) },
      before: roleOf(record),
      after: roleOf({ role: customRole ? record.role : role, customRole }),
    });
  }

  /**
   * Ends a membership; whoever is left without any organization is deleted.
   *
   * @throws {LastAdministratorError} nobody else administers the organization
   */
  async end(actor: Actor, id: OrganizationId, record: MemberRecord): Promise<void> {
    const { person } = record;
    await this.#keepAnAdmin(id, record);
    await this.store.remove(id, person.id);
    const deleted = await this.store.deleteHomeless(person.id);
    await this.work.record({
      action: 'member.removed',
      actorId: actor.personId,
      organizationId: id,
      subject: { kind: 'person', id: person.id },
      details: { personDeleted: deleted },
      before: { email: person.email, ...roleOf(record) },
      after: {},
    });
  }

  /** An administrator who never activated the account is none yet, and leaves the organization as it is. */
  async #keepAnAdmin(id: OrganizationId, { person, role, customRole }: MemberRecord): Promise<void> {
    if (role !== 'admin' || customRole) return;
    if (!(await this.store.hasOtherAdmin(id, person.id, person.verifiedAt !== null)))
      throw new LastAdministratorError(id, person);
  }
}

const roleOf = ({ role, customRole }: Pick<MemberRecord, 'role'> & { customRole: { name: string } | null }) => ({
  role,
  customRole: customRole?.name ?? null,
});
