import type { OrganizationId } from '#libs/kernel';
import type { Actor } from '../access/actor.js';
import { may } from '../access/permissions.js';
import type { AuditedWork } from '../audit/audited-work.js';
import { AlreadyMemberError } from '../invitations/invitation.errors.js';
import { isWithin } from '../organizations/organization.js';
import type { Organizations } from '../organizations/organizations.js';
import type { Joining } from './joining.js';
import type { MemberStore } from './member.store.js';
import type { Member, Members } from './members.js';

/** Lets a provider's people join its customers by themselves. */
export class SelfGrants {
  constructor(
    private readonly organizations: Organizations,
    private readonly members: Members,
    private readonly joining: Joining,
    private readonly store: MemberStore,
    private readonly work: AuditedWork,
  ) {}

  /**
   * Makes the actor a member of a customer below their provider, who then configures as its own people do (R0-26, R0-27).
   *
   * The customer's administrators are told. It stands in the customer's audit trail with the provider it was done for, and
   * marked in its list of members. The customer's status stays: nobody of the customer has joined.
   *
   * @throws {OrganizationUnknownError | NotAllowedError}
   * @throws {AlreadyMemberError}
   */
  join(actor: Actor, id: OrganizationId): Promise<Member> {
    return this.organizations.whileHeld(actor, id, 'member.self-grant', async (organization) => {
      const { personId, email } = actor;
      if (await this.store.find(id, personId)) throw new AlreadyMemberError(email);
      const createdAt = this.work.now();
      await this.joining.join({ organizationId: id, personId, role: 'member', addedById: personId, createdAt });
      const provider = actor.memberships.find(
        (own) =>
          isWithin(organization.path, own.path) &&
          may({ ...actor, memberships: [own] }, 'member.self-grant', organization),
      );
      await this.work.record({
        action: 'member.self-granted',
        actorId: personId,
        organizationId: id,
        subject: { kind: 'person', id: personId },
        details: { email, role: 'member', onBehalfOf: provider?.organizationId ?? null },
        before: {},
        after: { role: 'member' },
      });
      return this.members.get(actor, id, personId);
    });
  }
}
