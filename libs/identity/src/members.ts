import type { OrganizationId } from '#libs/kernel';
import type { Actor } from './actor.js';
import type { Organization, Role } from './organization.js';
import type { Organizations } from './organizations.js';
import type { Parts } from './parts.js';
import { may, requireMay } from './permissions.js';
import type { Person } from './person.js';
import type { Membership } from './ports.js';

/** A person of an organization, as the asking actor may see them. */
export interface Member {
  readonly person: Person;
  readonly role: Role;
  readonly joinedAt: Date;
  /** `invited` until the account is activated. */
  readonly status: 'invited' | 'active';
  /** Only for who may administer the person, while it works (R2-11). */
  readonly activationLink?: string;
}

/** The people of an organization. */
export class Members {
  constructor(
    private readonly organizations: Organizations,
    private readonly parts: Pick<Parts, 'clock' | 'people' | 'accountLinks' | 'links'>,
  ) {}

  /**
   * The members, oldest membership first.
   *
   * @param after when the last one of the page before joined, RFC 3339, and that person's id
   * @throws {OrganizationUnknownError}
   */
  async list(
    actor: Actor,
    id: OrganizationId,
    limit: number,
    after?: readonly [joinedAt: string, personId: string],
  ): Promise<readonly Member[]> {
    const organization = await this.organizations.get(actor, id);
    requireMay(actor, 'member.read', organization);
    const members = await this.parts.people.membersOf(id, limit, after);
    const links = await this.#activationLinks(actor, organization, members);
    return members.map(({ person, role, createdAt }) => {
      const activationLink = links.get(person.id);
      const status = person.passwordHash === null ? 'invited' : 'active';
      return { person, role, joinedAt: createdAt, status, ...(activationLink !== undefined && { activationLink }) };
    });
  }

  /** Whoever has the link is the person: it is shown to those alone who may administer all of its organizations. */
  async #activationLinks(
    actor: Actor,
    organization: Organization,
    members: readonly (Membership & { readonly person: Person })[],
  ): Promise<ReadonlyMap<string, string>> {
    if (!may(actor, 'member.administer', organization)) return new Map();
    const waiting = members.filter(({ person }) => person.passwordHash === null).map(({ person }) => person.id);
    const places = await this.parts.people.placesOf(waiting);
    const administered = waiting.filter((id) =>
      places.get(id)?.every((place) => may(actor, 'member.administer', place)),
    );
    const links = await this.parts.accountLinks.activationLinksOf(administered, this.parts.clock.now());
    return new Map(links.map(({ personId, kind, id }) => [personId, this.parts.links.linkTo(kind, id).url]));
  }
}
