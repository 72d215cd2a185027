import type { OrganizationId } from '#libs/kernel';
import type { Actor } from '../access/actor.js';
import { requireMay } from '../access/permissions.js';
import type { AuditedWork } from '../audit/audited-work.js';
import type { Organization } from '../organizations/organization.js';
import type { Organizations } from '../organizations/organizations.js';
import type { RoleGrants } from '../roles/role-giving.js';
import { type Invitation, requireUnsettled } from './invitation.js';
import type { InvitationStore } from './invitation.store.js';
import type { InvitationMails, SentInvitation } from './invitation-mails.js';

/** The invitations an organization has sent: what became of them, and taking them back. */
export class SentInvitations {
  constructor(
    private readonly organizations: Organizations,
    private readonly store: InvitationStore,
    private readonly mails: InvitationMails,
    private readonly grants: RoleGrants,
    private readonly work: AuditedWork,
  ) {}

  /**
   * One invitation of an organization, with its link while that works (R2-11, R3-28).
   *
   * @throws {OrganizationUnknownError | NotAllowedError | InvitationNotFoundError}
   */
  async get(actor: Actor, id: OrganizationId, invitationId: string): Promise<SentInvitation> {
    const organization = await this.organizations.get(actor, id);
    requireMay(actor, 'member.invite', organization);
    const invitation = await this.store.get(id, invitationId);
    const shown = await this.#shownTo(actor, organization, [invitation]);
    return shown(invitation);
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
    const invitations = await this.store.list(id, limit, before);
    return invitations.map(await this.#shownTo(actor, organization, invitations));
  }

  /**
   * Takes an invitation back: its link is dead at once.
   *
   * @throws {OrganizationUnknownError | NotAllowedError | InvitationNotFoundError}
   * @throws {InvitationReplacedError | InvitationAcceptedError | InvitationWithdrawnError} there is nothing to take back
   */
  async withdraw(actor: Actor, id: OrganizationId, invitationId: string): Promise<void> {
    await this.organizations.whileHeld(actor, id, 'member.invite', async () => {
      const invitation = await this.store.get(id, invitationId);
      requireUnsettled(invitation);
      await this.store.withdraw(invitationId);
      await this.work.record({
        action: 'invitation.withdrawn',
        actorId: actor.personId,
        organizationId: id,
        subject: { kind: 'invitation', id: invitationId },
        details: { email: invitation.email },
        before: { status: 'pending' },
        after: { status: 'withdrawn' },
      });
    });
  }

  /** Whoever holds a link can join by it: it is shown to those alone who may give what it gives. */
  async #shownTo(
    actor: Actor,
    organization: Organization,
    invitations: readonly Invitation[],
  ): Promise<(invitation: Invitation) => SentInvitation> {
    const shown = await this.mails.lookUp(invitations);
    const mayGive = await this.grants.mayGiveEach(actor, organization, invitations, 'member.invite');
    return (invitation) => shown(invitation, mayGive(invitation));
  }
}
