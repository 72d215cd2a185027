import type { Clock } from '#libs/kernel';
import type { Outbox, OutboxMail } from '#libs/notifications';
import type { Actor } from '../access/actor.js';
import type { Link, Links } from '../links/links.js';
import type { Organization } from '../organizations/organization.js';
import type { PersonStore } from '../people/person.store.js';
import { type Invitation, statusOf } from './invitation.js';
import { invitationMail } from './invitation.mail.js';

/** An invitation and what became of it and its mail; the link as long as it works, for who may give what it gives. */
export interface SentInvitation {
  readonly invitation: Invitation;
  readonly status: ReturnType<typeof statusOf>;
  readonly link?: Link;
  /** Missing when none was to go out. */
  readonly mail?: OutboxMail;
}

/** The mails that carry invitations, and the links in them. */
export class InvitationMails {
  constructor(
    private readonly people: PersonStore,
    private readonly outbox: Outbox,
    private readonly links: Links,
    private readonly clock: Clock,
  ) {}

  /** Posts an invitation's mail in the running unit of work. */
  async post(actor: Actor, organization: Organization, invitation: Invitation): Promise<void> {
    const sender = await this.people.find(actor.personId);
    const data = {
      invitationId: invitation.id,
      organizationName: organization.name,
      name: invitation.name,
      invitedBy: sender ? `${sender.firstName} ${sender.lastName}` : actor.email,
      expiresAt: invitation.expiresAt.toISOString(),
    };
    await this.outbox.post(invitation.email, organization.id, invitationMail.with(data));
  }

  /**
   * Looks up what became of the mails of these invitations.
   *
   * @returns shows one of them; with its link, if it works, to who may have it
   */
  async lookUp(
    invitations: readonly Invitation[],
  ): Promise<(invitation: Invitation, mayHaveLink: boolean) => SentInvitation> {
    const mails = await this.outbox.mailsAbout(invitations.map(({ id }) => id));
    const now = this.clock.now();
    return (invitation, mayHaveLink) => {
      const status = statusOf(invitation, now);
      const mail = mails.get(invitation.id);
      return {
        invitation,
        status,
        ...(mayHaveLink && status === 'pending' && { link: this.links.linkTo('invitation', invitation.id) }),
        ...(mail && { mail }),
      };
    };
  }
}
