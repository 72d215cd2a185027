import type { Clock, PersonId } from '#libs/kernel';
import { type Actor, byRole } from '../access/actor.js';
import { may } from '../access/permissions.js';
import type { AccountLinkStore } from '../links/account-link.store.js';
import type { Links } from '../links/links.js';
import type { Organization } from '../organizations/organization.js';
import type { PersonStore } from '../people/person.store.js';
import type { RoleGrants } from '../roles/role-giving.js';
import type { MemberRecord } from './member.store.js';

/** The links by which members whose accounts wait become active, for who may hand them over (R2-11). */
export class ActivationLinks {
  constructor(
    private readonly people: PersonStore,
    private readonly accountLinks: AccountLinkStore,
    private readonly links: Links,
    private readonly grants: RoleGrants,
    private readonly clock: Clock,
  ) {}

  /**
   * The links of these members that still work, by person.
   *
   * Whoever has the link is the person: it is shown to those alone who administer all of its organizations, and by no
   * set of actions, which may allow less than the person's role.
   */
  async shownTo(
    actor: Actor,
    organization: Organization,
    records: readonly MemberRecord[],
  ): Promise<ReadonlyMap<PersonId, string>> {
    if (!may(byRole(actor), 'member.administer', organization)) return new Map();
    const waiting = records.filter(({ person }) => person.passwordHash === null);
    const places = await this.people.placesOf(waiting.map(({ person }) => person.id));
    const passed: PersonId[] = [];
    for (const { person, role, customRole } of waiting) {
      // A plain member of this organization alone: whoever administers it could give as much.
      const isPlain = places.get(person.id)?.length === 1 && role !== 'admin' && !customRole;
      if (isPlain || (await this.grants.mayHandOver(actor, person.id))) passed.push(person.id);
    }
    const links = await this.accountLinks.activationLinksOf(passed, this.clock.now());
    return new Map(links.map(({ personId, kind, id }) => [personId, this.links.linkTo(kind, id).url]));
  }
}
