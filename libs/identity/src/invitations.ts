import { newUuid, type OrganizationId } from '#libs/kernel';
import type { Actor } from './actor.js';
import { INVITATION_LIFETIME_MS, type Invitation, requirePending, standingOf } from './invitation.js';
import { AlreadyMemberError, InvitationUnknownError } from './invitation-errors.js';
import type { Link } from './links.js';
import type { Organization, Role } from './organization.js';
import type { Organizations } from './organizations.js';
import type { Parts } from './parts.js';
import { requireMay } from './permissions.js';

/** An invitation and what became of it; the link as long as it works. */
export interface SentInvitation {
  readonly invitation: Invitation;
  readonly standing: ReturnType<typeof standingOf>;
  readonly link?: Link;
}

/** Invites people into organizations (R3-25…R3-29). */
export class Invitations {
  constructor(
    private readonly organizations: Organizations,
    private readonly parts: Pick<
      Parts,
      'unitOfWork' | 'clock' | 'organizations' | 'people' | 'invitations' | 'outbox' | 'audit' | 'links' | 'linkTokens'
    >,
  ) {}

  /**
   * Invites an address into an organization, for 30 days (R3-27).
   *
   * The same address again replaces its pending invitation: the earlier link is dead at that moment (R3-29). The
   * organization goes from `new` to `invited` (R3-26).
   *
   * @param offer role by default admin while the organization has none, else member
   * @throws {OrganizationUnknownError | NotAllowedError}
   * @throws {AlreadyMemberError} the address belongs to a member whose account is active
   */
  async invite(
    actor: Actor,
    id: OrganizationId,
    offer: { readonly email: string; readonly name?: string | undefined; readonly role?: Role | undefined },
  ): Promise<SentInvitation> {
    const organization = await this.organizations.get(actor, id);
    requireMay(actor, 'member.invite', organization);
    return this.parts.unitOfWork.run(async () => {
      // Two invitations of one address at once would not see each other's row.
      await this.parts.organizations.lock(id);
      await this.#refuseActiveMember(id, offer.email);
      const replaced = await this.parts.invitations.replacePending(id, offer.email);
      const createdAt = this.parts.clock.now();
      const invitation: Invitation = {
        id: newUuid(createdAt),
        organizationId: id,
        email: offer.email,
        name: offer.name ?? null,
        role: offer.role ?? ((await this.parts.people.hasAdmin(id)) ? 'member' : 'admin'),
        status: 'pending',
        invitedById: actor.personId,
        createdAt,
        expiresAt: new Date(createdAt.getTime() + INVITATION_LIFETIME_MS),
      };
      await this.parts.invitations.add(invitation);
      const locked = await this.parts.organizations.find(id);
      if (locked?.status === 'new') await this.parts.organizations.change(id, { status: 'invited' });
      await this.#post(actor, organization, invitation);
      await this.parts.audit.record({
        action: 'invitation.sent',
        actorId: actor.personId,
        organizationId: id,
        subject: { kind: 'invitation', id: invitation.id },
        details: { email: invitation.email, role: invitation.role, replaced },
      });
      return this.#sent(invitation);
    });
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
    return invitations.map((invitation) => this.#sent(invitation));
  }

  /**
   * What a link offers, for whoever holds it.
   *
   * @throws {InvitationUnknownError | InvitationExpiredError | InvitationReplacedError | InvitationAcceptedError}
   */
  async open(token: string): Promise<{ invitation: Invitation; organization: Organization }> {
    const link = this.parts.linkTokens.read(token, ['invitation']);
    const invitation = link && (await this.parts.invitations.find(link.id));
    const organization = invitation && (await this.parts.organizations.find(invitation.organizationId));
    if (!organization) throw new InvitationUnknownError();
    requirePending(invitation, this.parts.clock.now());
    return { invitation, organization };
  }

  async #refuseActiveMember(id: OrganizationId, email: string): Promise<void> {
    const person = await this.parts.people.findByEmail(email);
    if (!person || person.passwordHash === null) return;
    const places = await this.parts.people.placesOf([person.id]);
    if (places.get(person.id)?.some((place) => place.id === id)) throw new AlreadyMemberError(email);
  }

  async #post(actor: Actor, organization: Organization, invitation: Invitation): Promise<void> {
    const sender = await this.parts.people.find(actor.personId);
    await this.parts.outbox.post(invitation.email, organization.id, {
      template: 'invitation',
      data: {
        invitationId: invitation.id,
        organizationName: organization.name,
        name: invitation.name,
        invitedBy: sender ? `${sender.firstName} ${sender.lastName}` : actor.email,
        expiresAt: invitation.expiresAt.toISOString(),
      },
    });
  }

  #sent(invitation: Invitation): SentInvitation {
    const standing = standingOf(invitation, this.parts.clock.now());
    if (standing !== 'pending') return { invitation, standing };
    return { invitation, standing, link: this.parts.links.linkTo('invitation', invitation.id) };
  }
}
