import type { OrganizationId, PersonId } from '#libs/kernel';
import type { Actor } from '../access/actor.js';
import { requireMay } from '../access/permissions.js';
import { AlreadyMemberError } from '../invitations/invitation.errors.js';
import type { SentInvitation } from '../invitations/invitation-sending.js';
import type { Invitations } from '../invitations/invitations.js';
import type { Organization } from '../organizations/organization.js';
import type { Organizations } from '../organizations/organizations.js';
import type { Parts } from '../parts.js';
import { addLink, postLink } from '../people/new-account.js';
import type { Person } from '../people/person.js';
import { mayHandOver } from './activation-links.js';
import {
  AccountActiveError,
  LastAdministratorError,
  MemberConfirmationError,
  MemberUnknownError,
  OwnMembershipError,
  PersonNotAdministeredError,
} from './member.errors.js';
import type { MemberRecord } from './member.store.js';
import { grantedRole, type RoleChoice } from './member-roles.js';
import type { Member, Members } from './members.js';

/** email: a link is sent to the address (R2-09); link: whoever administers is shown it, no mail goes out (R2-11). */
export type ActivationMethod = 'email' | 'link';

/** Somebody to be added (R2-08). */
export interface MemberDraft extends RoleChoice {
  readonly email: string;
  readonly firstName: string;
  readonly lastName: string;
  readonly phone: string | null;
  readonly activation: ActivationMethod;
}

/** What can be changed about a member; absent fields stay. */
export interface MemberChange extends RoleChoice {
  readonly firstName?: string | undefined;
  readonly lastName?: string | undefined;
  readonly phone?: string | null | undefined;
}

/** added: at once; invited: joins by the link of the invitation. */
export type AddedMember =
  | { readonly outcome: 'added'; readonly member: Member }
  | { readonly outcome: 'invited'; readonly invitation: SentInvitation };

/** Adds, changes and removes the people of an organization. */
export class MemberAdministration {
  constructor(
    private readonly organizations: Organizations,
    private readonly members: Members,
    private readonly invitations: Invitations,
    private readonly parts: Pick<
      Parts,
      'unitOfWork' | 'clock' | 'organizations' | 'people' | 'members' | 'accountLinks' | 'outbox' | 'audit'
    >,
  ) {}

  /**
   * Adds a person (R2-08).
   *
   * Somebody all of whose organizations the actor administers becomes a member at once. Everybody else is invited and
   * has no account until the link is followed (R2-10), so the answer is the same whether the address has an account in
   * somebody else's organization or none at all.
   *
   * @throws {OrganizationUnknownError | NotAllowedError | MemberRoleUnknownError | RoleTooWideError}
   * @throws {AlreadyMemberError} the address belongs to a member
   */
  async add(actor: Actor, id: OrganizationId, draft: MemberDraft): Promise<AddedMember> {
    const organization = await this.organizations.get(actor, id);
    requireMay(actor, 'member.administer', organization);
    return this.parts.unitOfWork.run(async () => {
      await this.parts.organizations.lock(id);
      const known = await this.parts.people.findByEmail(draft.email);
      if (known && (await this.members.administersWholly(actor, known.id))) {
        await this.#join(actor, organization, known, draft);
        return { outcome: 'added', member: await this.members.get(actor, id, known.id) };
      }
      const { email, firstName, lastName, phone, role, customRoleId } = draft;
      const offer = { email, role, customRoleId, name: `${firstName} ${lastName}` };
      const person = { firstName, lastName, phone };
      const byMail = draft.activation === 'email';
      return { outcome: 'invited', invitation: await this.invitations.invite(actor, id, { ...offer, person, byMail }) };
    });
  }

  /**
   * Changes a member's role, or the person's name and telephone (R2-13).
   *
   * @throws {OrganizationUnknownError | NotAllowedError | MemberUnknownError | MemberRoleUnknownError}
   * @throws {RoleTooWideError} the role is more than the actor may give there
   * @throws {PersonNotAdministeredError} name or telephone of somebody who belongs elsewhere, too
   * @throws {OwnMembershipError} the actor's own role
   * @throws {LastAdministratorError} nobody else administers the organization
   */
  async change(actor: Actor, id: OrganizationId, person: PersonId, change: MemberChange): Promise<Member> {
    const organization = await this.organizations.get(actor, id);
    requireMay(actor, 'member.administer', organization);
    return this.parts.unitOfWork.run(async () => {
      // Two administrators may take the role from each other at this moment.
      await this.parts.organizations.lock(id);
      const record = await this.#record(id, person);
      if (change.role !== undefined || change.customRoleId !== undefined)
        await this.#changeRole(actor, organization, record, change);
      await this.#changePerson(actor, organization, record.person, change);
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
    requireMay(actor, 'member.delete', await this.organizations.get(actor, id));
    if (person === actor.personId) throw new OwnMembershipError(id);
    await this.parts.unitOfWork.run(async () => {
      await this.parts.organizations.lock(id);
      const record = await this.#record(id, person);
      if (confirm !== record.person.email) throw new MemberConfirmationError(record.person);
      await this.#keepAnAdmin(id, record);
      await this.parts.members.remove(id, person);
      const deleted = await this.parts.members.deleteHomeless(person);
      await this.parts.audit.record({
        action: 'member.removed',
        actorId: actor.personId,
        organizationId: id,
        subject: { kind: 'person', id: person },
        details: { personDeleted: deleted },
        before: { email: record.person.email, ...roleOf(record) },
        after: {},
      });
    });
  }

  /**
   * Makes a new activation link for a member whose account still waits; the links before it are dead at once.
   *
   * @throws {OrganizationUnknownError | NotAllowedError | MemberUnknownError | PersonNotAdministeredError}
   * @throws {AccountActiveError} there is nothing to activate
   */
  async renewActivation(actor: Actor, id: OrganizationId, person: PersonId, method: ActivationMethod): Promise<Member> {
    const organization = await this.organizations.get(actor, id);
    requireMay(actor, 'member.administer', organization);
    return this.parts.unitOfWork.run(async () => {
      await this.parts.organizations.lock(id);
      const record = await this.#record(id, person);
      if (record.person.passwordHash !== null) throw new AccountActiveError(record.person);
      if (!(await this.members.administersWholly(actor, person))) throw new PersonNotAdministeredError(record.person);
      // The mail goes to the person alone; the link goes to whoever asks.
      if (method === 'link' && !(await mayHandOver(this.parts, actor, person)))
        throw new PersonNotAdministeredError(record.person);
      await this.#renewLink(actor, organization, record.person, method);
      return this.members.get(actor, id, person);
    });
  }

  async #join(actor: Actor, organization: Organization, person: Person, draft: MemberDraft): Promise<void> {
    const { id } = organization;
    if (await this.parts.members.find(id, person.id)) throw new AlreadyMemberError(draft.email);
    const granted = await grantedRole(this.parts, actor, organization, draft, 'member.administer');
    const { role, customRole } = granted;
    await this.parts.people.join({
      organizationId: id,
      personId: person.id,
      role,
      customRoleId: customRole?.id ?? null,
      addedById: actor.personId,
      createdAt: this.parts.clock.now(),
    });
    if (person.passwordHash === null) await this.#renewLink(actor, organization, person, draft.activation);
    const status = person.passwordHash === null ? 'invited' : 'onboarded';
    if (organization.status === 'new' || status === 'onboarded') await this.parts.organizations.change(id, { status });
    await this.parts.audit.record({
      action: 'member.added',
      actorId: actor.personId,
      organizationId: id,
      subject: { kind: 'person', id: person.id },
      before: {},
      details: { ...(granted.isFirstAdministrator && { firstAdministrator: true }) },
      after: { email: person.email, role, customRole: customRole?.name ?? null },
    });
  }

  async #changeRole(actor: Actor, organization: Organization, record: MemberRecord, choice: RoleChoice): Promise<void> {
    const { id } = organization;
    const { members } = this.parts;
    if (record.person.id === actor.personId) throw new OwnMembershipError(id);
    const granted = await grantedRole(this.parts, actor, organization, choice, 'member.administer');
    const { role, customRole } = granted;
    if (role !== 'admin' || customRole) await this.#keepAnAdmin(id, record);
    // Beside a custom role the built-in one stays what it was.
    const fields = customRole ? { customRoleId: customRole.id } : { role, customRoleId: null };
    await members.change(id, record.person.id, fields);
    await this.parts.audit.record({
      action: 'member.changed',
      actorId: actor.personId,
      organizationId: id,
      subject: { kind: 'person', id: record.person.id },
      details: { ...(granted.isFirstAdministrator && { firstAdministrator: true }) },
      before: roleOf(record),
      after: roleOf({ role: customRole ? record.role : role, customRole }),
    });
  }

  async #changePerson(
    actor: Actor,
    { id }: Organization,
    person: Person,
    { firstName, lastName, phone }: MemberChange,
  ): Promise<void> {
    const wanted = Object.entries({ firstName, lastName, phone }).filter(([, value]) => value !== undefined);
    if (wanted.length === 0) return;
    if (!(await this.members.administersWholly(actor, person.id))) throw new PersonNotAdministeredError(person);
    const fields = Object.fromEntries(wanted) as Partial<Pick<Person, 'firstName' | 'lastName' | 'phone'>>;
    await this.parts.people.change(person.id, fields);
    await this.parts.audit.record({
      action: 'person.changed',
      actorId: actor.personId,
      organizationId: id,
      subject: { kind: 'person', id: person.id },
      before: Object.fromEntries(wanted.map(([name]) => [name, person[name as keyof typeof fields] ?? null])),
      after: Object.fromEntries(wanted.map(([name, value]) => [name, value ?? null])),
    });
  }

  async #renewLink(actor: Actor, organization: Organization, person: Person, method: ActivationMethod): Promise<void> {
    const now = this.parts.clock.now();
    await this.parts.accountLinks.useAll(person.id, now);
    // By mail both again, as the first time: the mails speak of each other (R1-27).
    if (method === 'link') await addLink(this.parts, person, 'activation', now);
    else
      for (const kind of ['activation', 'password'] as const)
        await postLink(this.parts, organization, person, kind, now);
    await this.parts.audit.record({
      action: 'account.activation-renewed',
      actorId: actor.personId,
      organizationId: organization.id,
      subject: { kind: 'person', id: person.id },
      details: { method },
    });
  }

  async #record(id: OrganizationId, person: PersonId): Promise<MemberRecord> {
    const record = await this.parts.members.find(id, person);
    if (!record) throw new MemberUnknownError(id, person);
    return record;
  }

  /** An administrator who never activated the account is none yet, and leaves the organization as it is. */
  async #keepAnAdmin(id: OrganizationId, { person, role, customRole }: MemberRecord): Promise<void> {
    if (role !== 'admin' || customRole) return;
    if (!(await this.parts.members.hasOtherAdmin(id, person.id, person.verifiedAt !== null)))
      throw new LastAdministratorError(id, person);
  }
}

const roleOf = ({ role, customRole }: Pick<MemberRecord, 'role'> & { customRole: { name: string } | null }) => ({
  role,
  customRole: customRole?.name ?? null,
});
