import type { OrganizationId, PersonId } from '#libs/kernel';
import type { AuditedWork } from '../audit/audited-work.js';
import type { OpenedSession, Sessions } from '../sign-in/sessions.js';
import type { InvitationLinks } from './invitation-links.js';
import type { Newcomer, Newcomers } from './newcomers.js';
import type { StandingOffers } from './standing-offers.js';

/** Takes people into the organizations they were invited to (R3-30). */
export class Acceptance {
  constructor(
    private readonly links: InvitationLinks,
    private readonly offers: StandingOffers,
    private readonly newcomers: Newcomers,
    private readonly sessions: Sessions,
    private readonly work: AuditedWork,
  ) {}

  /**
   * Accepts an invitation, once, and signs the person in.
   *
   * A new address becomes a person. Whoever has an active account proves it as when signing in. What the invitation gives is
   * asked again: whoever sent it may have lost it.
   *
   * @param isCookie the session is for a browser, its token goes out as a cookie
   * @throws what `InvitationLinks.open`, `Newcomers.prove` and `StandingOffers.require` refuse
   */
  async accept(
    token: string,
    newcomer: Newcomer,
    isCookie: boolean,
  ): Promise<OpenedSession & { organizationId: OrganizationId; personId: PersonId }> {
    const { invitation } = await this.links.open(token);
    const proven = await this.newcomers.prove(invitation, newcomer);
    const { organizationId, email, role, customRoleId, invitedById } = invitation;
    return this.work.run(async () => {
      await this.links.useUp(invitation);
      await this.offers.require(invitation, proven.known);
      const personId = await this.newcomers.admit(invitation, proven, this.work.now());
      await this.work.record({
        action: 'invitation.accepted',
        actorId: personId,
        organizationId,
        subject: { kind: 'invitation', id: invitation.id },
        details: { email, role, customRoleId, invitedById },
      });
      const session = await this.sessions.open(personId, { isCookie });
      return { ...session, organizationId, personId };
    });
  }
}
