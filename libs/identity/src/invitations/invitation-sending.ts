import { newUuid } from '#libs/kernel';
import type { Actor } from '../access/actor.js';
import type { AuditedWork } from '../audit/audited-work.js';
import { INVITATION_LIFETIME_MS } from '../links/link-lifetimes.js';
import type { Organization } from '../organizations/organization.js';
import type { OrganizationStore } from '../organizations/organization.store.js';
import type { GrantedRole, RoleChoice } from '../roles/role-giving.js';
import type { Invitation } from './invitation.js';
import type { InvitationStore } from './invitation.store.js';
import type { InvitationMails, SentInvitation } from './invitation-mails.js';

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

/** Makes invitations and sends them, in the caller's unit of work, which holds the organization; who may is asked before. */
export class InvitationSending {
  constructor(
    private readonly store: InvitationStore,
    private readonly organizations: OrganizationStore,
    private readonly mails: InvitationMails,
    private readonly work: AuditedWork,
  ) {}

  /**
   * Adds an invitation in the place of pending ones of the same address, and posts its mail unless the offer says
   * otherwise. The organization goes from `new` to `invited` (R3-26).
   */
  async send(
    actor: Actor,
    organization: Organization,
    offer: Offer,
    granted: GrantedRole,
    byRegistration = false,
  ): Promise<SentOffer> {
    const { id } = organization;
    const replaced = await this.store.replacePending(id, offer.email);
    const createdAt = this.work.now();
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
    await this.store.add(invitation);
    await this.organizations.raiseStatus(id, 'invited');
    const byMail = offer.byMail ?? true;
    if (byMail) await this.mails.post(actor, organization, invitation);
    await this.work.record({
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
    const sent = await this.mails.lookUp([invitation]);
    return { ...sent(invitation, true), replaced };
  }

  /**
   * Invites somebody whom a registration named.
   *
   * @param isFirst the person becomes the organization's first administrator
   */
  async sendRegistered(actor: Actor, organization: Organization, offer: Offer, isFirst: boolean): Promise<void> {
    const granted = { role: isFirst ? 'admin' : 'member', customRole: null, isFirstAdministrator: isFirst } as const;
    await this.send(actor, organization, offer, granted, true);
  }
}
