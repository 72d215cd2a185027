import type { AdministratorNotices } from '#libs/notifications';
import { isWithin } from '../organizations/organization.js';
import type { OrganizationStore } from '../organizations/organization.store.js';
import type { Membership, PersonStore } from '../people/person.store.js';
import { selfGrantMail } from './self-grant.mail.js';

/** Makes people members, however they came; who may is asked before. */
export class Joining {
  constructor(
    private readonly people: PersonStore,
    private readonly organizations: OrganizationStore,
    private readonly notices: AdministratorNotices,
  ) {}

  /**
   * Makes somebody a member, in the caller's unit of work.
   *
   * Where somebody from above lets themselves in (R0-27), be it as a self-grant, by adding their own address or by an invitation
   * to themselves, the administrators of the organization are told; not those who become one by it.
   */
  async join(membership: Membership): Promise<void> {
    if (membership.addedById === membership.personId) await this.#tell(membership);
    await this.people.join(membership);
  }

  async #tell({ organizationId, personId, createdAt }: Membership): Promise<void> {
    const organization = await this.organizations.find(organizationId);
    const person = await this.people.find(personId);
    const places = (await this.people.placesOf([personId])).get(personId) ?? [];
    const [from] = places
      .filter((place) => organization && place.id !== organizationId && isWithin(organization.path, place.path))
      .sort((one, other) => other.path.length - one.path.length);
    if (!organization || !person || !from) return;
    const at = createdAt.toISOString();
    const told = {
      personName: `${person.firstName} ${person.lastName}`,
      fromName: from.name,
      organizationName: organization.name,
    };
    await this.notices.post([
      {
        organizationId,
        notice: {
          kind: 'self-granted',
          key: `self-granted ${personId} ${at}`,
          aboutId: organizationId,
          params: { ...told, organizationId },
        },
        to: (firstName) => selfGrantMail.with({ firstName, ...told, at }),
      },
    ]);
  }
}
