import type { OrganizationId } from '#libs/kernel';
import type { Actor } from '../access/actor.js';
import { requireMay } from '../access/permissions.js';
import type { Members } from '../members/members.js';
import type { Organizations } from '../organizations/organizations.js';
import type { RoleGrants } from '../roles/role-giving.js';
import { AlreadyMemberError } from './invitation.errors.js';
import { requireUnsettled } from './invitation.js';
import type { InvitationStore } from './invitation.store.js';
import type { SentInvitation } from './invitation-mails.js';
import type { InvitationSending, Offer, SentOffer } from './invitation-sending.js';

/** Invites people into organizations (R3-25…R3-29). */
export class Invitations {
  constructor(
    private readonly organizations: Organizations,
    private readonly members: Members,
    private readonly store: InvitationStore,
    private readonly grants: RoleGrants,
    private readonly sending: InvitationSending,
  ) {}

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
  invite(actor: Actor, id: OrganizationId, offer: Offer): Promise<SentOffer> {
    // One at a time: two invitations of one address at once would not see each other's row.
    return this.organizations.whileHeld(actor, id, 'member.invite', async (organization) => {
      const granted = await this.grants.grant(actor, organization, offer, 'member.invite');
      await this.#refuseActiveMember(id, offer.email);
      return this.sending.send(actor, organization, offer, granted);
    });
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
    await this.grants.grant(actor, organization, offer, 'member.invite');
    await this.#refuseActiveMember(id, offer.email);
    return this.store.countPending(id, offer.email);
  }

  /**
   * Sends an invitation again, also one that expired: a new link for 30 days, and the old one is dead at once (R3-29).
   *
   * @throws {OrganizationUnknownError | NotAllowedError | InvitationNotFoundError | AlreadyMemberError}
   * @throws {RoleTooWideError} what was offered is more than this actor may give there
   * @throws {InvitationReplacedError | InvitationAcceptedError | InvitationWithdrawnError} it cannot be accepted any more
   */
  resend(actor: Actor, id: OrganizationId, invitationId: string): Promise<SentInvitation> {
    return this.organizations.whileHeld(actor, id, 'member.invite', async (organization) => {
      const invitation = await this.store.get(id, invitationId);
      requireUnsettled(invitation);
      const { email, name, firstName, lastName, phone, role, customRoleId } = invitation;
      const person = firstName !== null && lastName !== null ? { person: { firstName, lastName, phone } } : {};
      const offer = { email, name: name ?? undefined, role, customRoleId: customRoleId ?? undefined, ...person };
      const granted = await this.grants.grant(actor, organization, offer, 'member.invite');
      await this.#refuseActiveMember(id, email);
      return this.sending.send(actor, organization, offer, granted);
    });
  }

  async #refuseActiveMember(id: OrganizationId, email: string): Promise<void> {
    if (await this.members.hasActive(id, email)) throw new AlreadyMemberError(email);
  }
}
