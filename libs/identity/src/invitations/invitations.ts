import type { OrganizationId } from '#libs/kernel';
import type { Actor } from '../access/actor.js';
import { requireMay } from '../access/permissions.js';
import type { NamedRole } from '../members/member.store.js';
import { type GrantedRole, giftOf, grantedRole } from '../members/member-roles.js';
import type { Organization } from '../organizations/organization.js';
import type { Organizations } from '../organizations/organizations.js';
import type { Parts } from '../parts.js';
import { mayGive } from '../roles/role-limits.js';
import { AlreadyMemberError, InvitationNotFoundError, InvitationUnknownError } from './invitation.errors.js';
import { type Invitation, requirePending, requireUnsettled } from './invitation.js';
import { InvitationSending, type Offer, type SentInvitation, type SentOffer } from './invitation-sending.js';

/** Invites people into organizations (R3-25…R3-29). */
export class Invitations {
  readonly #sending: InvitationSending;

  constructor(
    private readonly organizations: Organizations,
    private readonly parts: Pick<
      Parts,
      | 'unitOfWork'
      | 'clock'
      | 'organizations'
      | 'people'
      | 'members'
      | 'invitations'
      | 'outbox'
      | 'audit'
      | 'links'
      | 'linkTokens'
    >,
  ) {
    this.#sending = new InvitationSending(parts);
  }

  /**
   * Invites an address into an organization, for 30 days (R3-27).
   *
   * The same address again replaces its pending invitation: the earlier link is dead at that moment (R3-29). The
   * organization goes from `new` to `invited` (R3-26).
   *
   * @param offer role by default admin while the organization has none and the actor may name the first, else member
   * @throws {OrganizationUnknownError | NotAllowedError}
   * @throws {RoleTooWideError} it is more than the actor may give there
   * @throws {MemberRoleUnknownError} the organization has no such custom role
   * @throws {AlreadyMemberError} the address belongs to a member whose account is active
   */
  async invite(actor: Actor, id: OrganizationId, offer: Offer): Promise<SentOffer> {
    const organization = await this.organizations.get(actor, id);
    requireMay(actor, 'member.invite', organization);
    return this.parts.unitOfWork.run(async () => {
      // Two invitations of one address at once would not see each other's row.
      await this.parts.organizations.lock(id);
      const granted = await this.#granted(actor, organization, offer);
      await this.#refuseActiveMember(id, offer.email);
      return this.#sending.send(actor, organization, offer, granted);
    });
  }

  /**
   * Invites somebody whom a registration named, in the caller's unit of work, which has asked whether the actor may and holds
   * the organization.
   *
   * @param isFirst the person becomes the organization's first administrator
   */
  async inviteRegistered(actor: Actor, organization: Organization, offer: Offer, isFirst: boolean): Promise<void> {
    const granted = { role: isFirst ? 'admin' : 'member', customRole: null, isFirstAdministrator: isFirst } as const;
    await this.#sending.send(actor, organization, offer, granted, true);
  }

  /**
   * Checks an offer as `invite` does and sends nothing.
   *
   * @returns how many pending invitations it would replace
   * @throws as `invite`
   */
  async dryRun(actor: Actor, id: OrganizationId, offer: Offer): Promise<number> {
    const organization = await this.organizations.get(actor, id);
    requireMay(actor, 'member.invite', organization);
    await this.#granted(actor, organization, offer);
    await this.#refuseActiveMember(id, offer.email);
    return this.parts.invitations.countPending(id, offer.email);
  }

  /**
   * Sends an invitation again, also one that expired: a new link for 30 days, and the old one is dead at once (R3-29).
   *
   * @throws {OrganizationUnknownError | NotAllowedError | InvitationNotFoundError | AlreadyMemberError}
   * @throws {RoleTooWideError} what was offered is more than this actor may give there
   * @throws {InvitationReplacedError | InvitationAcceptedError | InvitationWithdrawnError} it cannot be accepted any more
   */
  async resend(actor: Actor, id: OrganizationId, invitationId: string): Promise<SentInvitation> {
    const organization = await this.organizations.get(actor, id);
    requireMay(actor, 'member.invite', organization);
    return this.parts.unitOfWork.run(async () => {
      await this.parts.organizations.lock(id);
      const { email, name, firstName, lastName, phone, role, customRoleId } = await this.#unsettled(id, invitationId);
      const person = firstName !== null && lastName !== null ? { person: { firstName, lastName, phone } } : {};
      const offer = { email, name: name ?? undefined, role, customRoleId: customRoleId ?? undefined, ...person };
      const granted = await this.#granted(actor, organization, offer);
      await this.#refuseActiveMember(id, email);
      return this.#sending.send(actor, organization, offer, granted);
    });
  }

  /**
   * Takes an invitation back: its link is dead at once.
   *
   * @throws {OrganizationUnknownError | NotAllowedError | InvitationNotFoundError}
   * @throws {InvitationReplacedError | InvitationAcceptedError | InvitationWithdrawnError} there is nothing to take back
   */
  async withdraw(actor: Actor, id: OrganizationId, invitationId: string): Promise<void> {
    requireMay(actor, 'member.invite', await this.organizations.get(actor, id));
    await this.parts.unitOfWork.run(async () => {
      await this.parts.organizations.lock(id);
      const { email } = await this.#unsettled(id, invitationId);
      await this.parts.invitations.withdraw(invitationId);
      await this.parts.audit.record({
        action: 'invitation.withdrawn',
        actorId: actor.personId,
        organizationId: id,
        subject: { kind: 'invitation', id: invitationId },
        details: { email },
        before: { status: 'pending' },
        after: { status: 'withdrawn' },
      });
    });
  }

  /**
   * One invitation of an organization, with its link while that works (R2-11, R3-28).
   *
   * @throws {OrganizationUnknownError | NotAllowedError | InvitationNotFoundError}
   */
  async get(actor: Actor, id: OrganizationId, invitationId: string): Promise<SentInvitation> {
    const organization = await this.organizations.get(actor, id);
    requireMay(actor, 'member.invite', organization);
    const invitation = await this.#ofOrganization(id, invitationId);
    const [sent] = await this.#shownTo(actor, organization, [invitation]);
    if (!sent) throw new InvitationNotFoundError(invitationId);
    return sent;
  }

  /**
   * The invitations of an organization, newest first, with the links that still work (R3-28).
   *
   * @param before id of the last one of the page before
   * @throws {OrganizationUnknownError | NotAllowedError}
   */
  async list(actor: Actor, id: OrganizationId, limit: number, before?: string): Promise<readonly SentInvitation[]> {
    const organization = await this.organizations.get(actor, id);
    requireMay(actor, 'member.invite', organization);
    const invitations = await this.parts.invitations.list(id, limit, before);
    return this.#shownTo(actor, organization, invitations);
  }

  /**
   * What a link offers, for whoever holds it.
   *
   * @throws {InvitationUnknownError | InvitationExpiredError | InvitationReplacedError | InvitationAcceptedError}
   * @throws {InvitationWithdrawnError}
   */
  async open(token: string): Promise<{ invitation: Invitation; organization: Organization }> {
    const link = this.parts.linkTokens.read(token, ['invitation']);
    const invitation = link && (await this.parts.invitations.find(link.id));
    const organization = invitation && (await this.parts.organizations.find(invitation.organizationId));
    if (!organization) throw new InvitationUnknownError();
    requirePending(invitation, this.parts.clock.now());
    return { invitation, organization };
  }

  #granted(actor: Actor, organization: Organization, offer: Offer): Promise<GrantedRole> {
    return grantedRole(this.parts, actor, organization, offer, 'member.invite');
  }

  /** Whoever holds a link can join by it: it is shown to those alone who may give what it gives. */
  async #shownTo(
    actor: Actor,
    organization: Organization,
    invitations: readonly Invitation[],
  ): Promise<readonly SentInvitation[]> {
    const mails = await this.parts.outbox.mailsAbout(invitations.map(({ id }) => id));
    const roles = await this.#customRolesOf(organization.id, invitations);
    const isFirst = !(await this.parts.people.hasAdmin(organization.id));
    return invitations.map((invitation) => {
      const customRole = invitation.customRoleId === null ? null : (roles.get(invitation.customRoleId) ?? null);
      const gift = giftOf({ role: invitation.role, customRole });
      return this.#sending.sent(
        invitation,
        mails.get(invitation.id),
        mayGive(actor, organization, gift, 'member.invite', isFirst),
      );
    });
  }

  async #customRolesOf(
    id: OrganizationId,
    invitations: readonly Invitation[],
  ): Promise<ReadonlyMap<string, NamedRole>> {
    const ids = new Set(invitations.flatMap(({ customRoleId }) => (customRoleId === null ? [] : [customRoleId])));
    if (ids.size === 0) return new Map();
    const found = await this.parts.members.findRoles(id, [...ids]);
    return new Map(found.map((role) => [role.id, role]));
  }

  async #unsettled(id: OrganizationId, invitationId: string): Promise<Invitation> {
    const invitation = await this.#ofOrganization(id, invitationId);
    requireUnsettled(invitation);
    return invitation;
  }

  async #ofOrganization(id: OrganizationId, invitationId: string): Promise<Invitation> {
    const invitation = await this.parts.invitations.find(invitationId);
    if (invitation?.organizationId !== id) throw new InvitationNotFoundError(invitationId);
    return invitation;
  }

  async #refuseActiveMember(id: OrganizationId, email: string): Promise<void> {
    const person = await this.parts.people.findByEmail(email);
    if (!person || person.passwordHash === null) return;
    if (await this.parts.members.find(id, person.id)) throw new AlreadyMemberError(email);
  }
}
