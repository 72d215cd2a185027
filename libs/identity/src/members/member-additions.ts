import type { OrganizationId } from '#libs/kernel';
import type { Actor } from '../access/actor.js';
import type { SentInvitation } from '../invitations/invitation-mails.js';
import type { Invitations } from '../invitations/invitations.js';
import type { Organizations } from '../organizations/organizations.js';
import type { ActivationMethod, ActivationSending } from '../people/activation-sending.js';
import type { RoleChoice } from '../roles/role-giving.js';
import type { Member, Members } from './members.js';
import type { Memberships } from './memberships.js';

/** Somebody to be added (R2-08). */
export interface MemberDraft extends RoleChoice {
  readonly email: string;
  readonly firstName: string;
  readonly lastName: string;
  readonly phone: string | null;
  readonly activation: ActivationMethod;
}

/** added: at once; invited: joins by the link of the invitation. */
export type AddedMember =
  | { readonly outcome: 'added'; readonly member: Member }
  | { readonly outcome: 'invited'; readonly invitation: SentInvitation };

/** Adds people to an organization. */
export class MemberAdditions {
  constructor(
    private readonly organizations: Organizations,
    private readonly members: Members,
    private readonly memberships: Memberships,
    private readonly activation: ActivationSending,
    private readonly invitations: Invitations,
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
  add(actor: Actor, id: OrganizationId, draft: MemberDraft): Promise<AddedMember> {
    return this.organizations.whileHeld(actor, id, 'member.administer', async (organization) => {
      const known = await this.members.findAdministered(actor, draft.email);
      if (known) {
        await this.memberships.begin(actor, organization, known, draft);
        if (known.passwordHash === null) await this.activation.renew(actor, organization, known, draft.activation);
        return { outcome: 'added', member: await this.members.get(actor, id, known.id) };
      }
      const { email, firstName, lastName, phone, role, customRoleId } = draft;
      const offer = { email, role, customRoleId, name: `${firstName} ${lastName}` };
      const person = { firstName, lastName, phone };
      const byMail = draft.activation === 'email';
      return { outcome: 'invited', invitation: await this.invitations.invite(actor, id, { ...offer, person, byMail }) };
    });
  }
}
