import type { Clock } from '#libs/kernel';
import type { Actors } from '../access/actors.query.js';
import { may } from '../access/permissions.js';
import type { MemberStore } from '../members/member.store.js';
import type { OrganizationStore } from '../organizations/organization.store.js';
import type { Person } from '../people/person.js';
import type { RoleGrants } from '../roles/role-giving.js';
import { AccountNotActivatedError, InvitationLapsedError } from './invitation.errors.js';
import type { Invitation } from './invitation.js';

/** Asks again what an invitation gives when it is accepted: whoever sent it may have lost it. */
export class StandingOffers {
  constructor(
    private readonly organizations: OrganizationStore,
    private readonly members: MemberStore,
    private readonly actors: Actors,
    private readonly grants: RoleGrants,
    private readonly clock: Clock,
  ) {}

  /**
   * Passes if whoever invited may still give what the invitation gives.
   *
   * @param known who has the address already
   * @throws {InvitationLapsedError} they may not
   * @throws {AccountNotActivatedError} the account that waits holds more here than they may hand over
   */
  async require(invitation: Invitation, known: Person | undefined): Promise<void> {
    const { organizationId, invitedById, invitedByKeyId, byRegistration, role } = invitation;
    const organization = await this.organizations.find(organizationId);
    const inviter = await this.actors.find({ personId: invitedById, apiKeyId: invitedByKeyId }, this.clock.now());
    const by = byRegistration ? 'registration.create' : 'member.invite';
    if (!organization || !inviter || !may(inviter, by, organization))
      throw new InvitationLapsedError(organization?.name ?? 'the organization');
    const mayGive = await this.grants.mayGiveEach(inviter, organization, [invitation], by);
    // Whoever may register lets somebody of the customer in as a member.
    if (!(byRegistration && role === 'member') && !mayGive(invitation))
      throw new InvitationLapsedError(organization.name);
    if (!known || known.passwordHash !== null) return;
    // The link sets the first password of an account that waits, and with it hands over the role the account has here.
    const record = await this.members.find(organization.id, known.id);
    if (record && !(await this.grants.mayGiveHeld(inviter, organization, record, 'member.invite')))
      throw new AccountNotActivatedError(known.email);
  }
}
