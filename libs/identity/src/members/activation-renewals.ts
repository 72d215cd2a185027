import type { OrganizationId, PersonId } from '#libs/kernel';
import type { Actor } from '../access/actor.js';
import type { Organizations } from '../organizations/organizations.js';
import type { ActivationMethod, ActivationSending } from '../people/activation-sending.js';
import type { RoleGrants } from '../roles/role-giving.js';
import { AccountActiveError, PersonNotAdministeredError } from './member.errors.js';
import type { Member, Members } from './members.js';

/** Gives members whose accounts still wait another way in. */
export class ActivationRenewals {
  constructor(
    private readonly organizations: Organizations,
    private readonly members: Members,
    private readonly grants: RoleGrants,
    private readonly activation: ActivationSending,
  ) {}

  /**
   * Makes a new activation link for a member whose account still waits; the links before it are dead at once.
   *
   * @throws {OrganizationUnknownError | NotAllowedError | MemberUnknownError | PersonNotAdministeredError}
   * @throws {AccountActiveError} there is nothing to activate
   */
  renew(actor: Actor, id: OrganizationId, personId: PersonId, method: ActivationMethod): Promise<Member> {
    return this.organizations.whileHeld(actor, id, 'member.administer', async (organization) => {
      const { person } = await this.members.record(id, personId);
      if (person.passwordHash !== null) throw new AccountActiveError(person);
      if (!(await this.members.administersWholly(actor, personId))) throw new PersonNotAdministeredError(person);
      // The mail goes to the person alone; the link goes to whoever asks.
      if (method === 'link' && !(await this.grants.mayHandOver(actor, personId)))
        throw new PersonNotAdministeredError(person);
      await this.activation.renew(actor, organization, person, method);
      return this.members.get(actor, id, personId);
    });
  }
}
