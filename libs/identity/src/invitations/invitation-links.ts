import type { Clock } from '#libs/kernel';
import type { LinkTokens } from '../links/link-tokens.js';
import type { Organization } from '../organizations/organization.js';
import type { OrganizationStore } from '../organizations/organization.store.js';
import { InvitationAcceptedError, InvitationUnknownError } from './invitation.errors.js';
import { type Invitation, requirePending, requireUnsettled } from './invitation.js';
import type { InvitationStore } from './invitation.store.js';

/** The links of invitations, for whoever holds one. */
export class InvitationLinks {
  constructor(
    private readonly tokens: LinkTokens,
    private readonly store: InvitationStore,
    private readonly organizations: OrganizationStore,
    private readonly clock: Clock,
  ) {}

  /**
   * What a link offers.
   *
   * @throws {InvitationUnknownError | InvitationExpiredError | InvitationReplacedError | InvitationAcceptedError}
   * @throws {InvitationWithdrawnError}
   */
  async open(token: string): Promise<{ invitation: Invitation; organization: Organization }> {
    const link = this.tokens.read(token, ['invitation']);
    const invitation = link && (await this.store.find(link.id));
    const organization = invitation && (await this.organizations.find(invitation.organizationId));
    if (!organization) throw new InvitationUnknownError();
    requirePending(invitation, this.clock.now());
    return { invitation, organization };
  }

  /**
   * Uses an invitation up, in the caller's unit of work, and holds its organization, in which somebody is about to be at
   * work: it is `onboarded`.
   *
   * @throws {InvitationReplacedError | InvitationAcceptedError | InvitationWithdrawnError} since it was opened
   */
  async useUp({ id, organizationId }: Invitation): Promise<void> {
    // A registration may add the same person at this moment.
    await this.organizations.lock(organizationId);
    if (await this.store.accept(id, this.clock.now()))
      return this.organizations.raiseStatus(organizationId, 'onboarded');
    const settled = await this.store.find(id);
    if (settled) requireUnsettled(settled);
    throw new InvitationAcceptedError();
  }
}
