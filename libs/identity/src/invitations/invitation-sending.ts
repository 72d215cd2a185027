import { newUuid } from '#libs/kernel';
import type { OutboxMail } from '#libs/notifications';
import type { Actor } from '../access/actor.js';
import type { Link } from '../links/links.js';
import type { GrantedRole, RoleChoice } from '../members/member-roles.js';
import type { Organization } from '../organizations/organization.js';
import type { Parts } from '../parts.js';
import { INVITATION_LIFETIME_MS, type Invitation, statusOf } from './invitation.js';
import { invitationMail } from './invitation.mail.js';

/** An invitation and what became of it and its mail; the link as long as it works, for who may give what it gives. */
export interface SentInvitation {
  readonly invitation: Invitation;
  readonly status: ReturnType<typeof statusOf>;
  readonly link?: Link;
  /** Missing when none was to go out. */
  readonly mail?: OutboxMail;
}

/** What an invitation offers, to whom. */
export interface Offer extends RoleChoice {
  readonly email: string;
  readonly name?: string | undefined;
  /** Of a person whom an administrator adds (R2-08). */
  readonly person?: { readonly firstName: string; readonly lastName: string; readonly phone: string | null };
  /** False: whoever invites hands the link over (R2-11). Default: true. */
  readonly byMail?: boolean;
}

/** Whom an invitation replaces when it is sent. */
export interface SentOffer extends SentInvitation {
  /** How many pending ones of the same address it ended. */
  readonly replaced: number;
}

/** Makes invitations and sends them; who may is asked before. */
export class InvitationSending {
  constructor(
    private readonly parts: Pick<
      Parts,
      'clock' | 'organizations' | 'people' | 'invitations' | 'outbox' | 'audit' | 'links'
    >,
  ) {}

  /**
   * Adds an invitation in the running unit of work, in the place of pending ones of the same address, and posts its mail unless
   * the offer says otherwise.
   */
  async send(
    actor: Actor,
    organization: Organization,
    offer: Offer,
    granted: GrantedRole,
    byRegistration = false,
  ): Promise<SentOffer> {
    const { id } = organization;
    const replaced = await this.parts.invitations.replacePending(id, offer.email);
    const createdAt = this.parts.clock.now();
    const invitation: Invitation = {
      id: newUuid(createdAt),
      organizationId: id,
      email: offer.email,
      name: offer.name ?? null,
      firstName: offer.person?.firstName ?? null,
      lastName: offer.person?.lastName ?? null,
      phone: offer.person?.phone ?? null,
      role: granted.role,
      customRoleId: granted.customRole?.id ?? null,
      status: 'pending',
      invitedById: actor.personId,
      invitedByKeyId: actor.apiKeyId ?? null,
      byRegistration,
      createdAt,
      expiresAt: new Date(createdAt.getTime() + INVITATION_LIFETIME_MS),
    };
    await this.parts.invitations.add(invitation);
    const locked = await this.parts.organizations.find(id);
    if (locked?.status === 'new') await this.parts.organizations.change(id, { status: 'invited' });
    const byMail = offer.byMail ?? true;
    if (byMail) await this.#post(actor, organization, invitation);
    await this.parts.audit.record({
      action: 'invitation.sent',
      actorId: actor.personId,
      organizationId: id,
      subject: { kind: 'invitation', id: invitation.id },
      details: {
        email: invitation.email,
        role: invitation.role,
        ...(granted.customRole && { customRole: granted.customRole.name }),
        ...(granted.isFirstAdministrator && { firstAdministrator: true }),
        byMail,
        replaced,
      },
    });
    const mails = await this.parts.outbox.mailsAbout([invitation.id]);
    return { ...this.sent(invitation, mails.get(invitation.id), true), replaced };
  }

  /** An invitation with what became of it, and its link if it works and may be shown. */
  sent(invitation: Invitation, mail: OutboxMail | undefined, withLink: boolean): SentInvitation {
    const status = statusOf(invitation, this.parts.clock.now());
    return {
      invitation,
      status,
      ...(withLink && status === 'pending' && { link: this.parts.links.linkTo('invitation', invitation.id) }),
      ...(mail && { mail }),
    };
  }

  async #post(actor: Actor, organization: Organization, invitation: Invitation): Promise<void> {
    const sender = await this.parts.people.find(actor.personId);
    const data = {
      invitationId: invitation.id,
      organizationName: organization.name,
      name: invitation.name,
      invitedBy: sender ? `${sender.firstName} ${sender.lastName}` : actor.email,
      expiresAt: invitation.expiresAt.toISOString(),
    };
    await this.parts.outbox.post(invitation.email, organization.id, invitationMail.with(data));
  }
}
