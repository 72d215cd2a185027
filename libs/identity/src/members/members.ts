import type { OrganizationId, PersonId } from '#libs/kernel';
import type { Actor } from '../access/actor.js';
import { may, requireMay } from '../access/permissions.js';
import { isWithin, type Organization, type Role } from '../organizations/organization.js';
import type { Organizations } from '../organizations/organizations.js';
import type { Parts } from '../parts.js';
import type { Person } from '../people/person.js';
import { byRole, mayHandOver } from './activation-links.js';
import { MemberUnknownError } from './member.errors.js';
import type { MemberRecord, NamedRole } from './member.store.js';

/** A person of an organization, as the asking actor may see them. */
export interface Member {
  readonly person: Person;
  readonly role: Role;
  /** Takes the place of what the role allows. */
  readonly customRole: Pick<NamedRole, 'id' | 'name'> | null;
  readonly joinedAt: Date;
  /** `invited` until the account is activated. */
  readonly status: 'invited' | 'active';
  /** Null: was there before this was noted. */
  readonly addedBy: AddedBy | null;
  /** Only for who may administer the person, while it works (R2-11). */
  readonly activationLink?: string;
}

/** Who added somebody, or sent the invitation they came by. */
export interface AddedBy {
  readonly personId: PersonId;
  /** The person is of the provider above and added itself (R0-27). */
  readonly selfGranted: boolean;
  /** The provider above that whoever added them belongs to, now. */
  readonly provider: Pick<Organization, 'id' | 'name'> | null;
}

/** The people of an organization. */
export class Members {
  constructor(
    private readonly organizations: Organizations,
    private readonly parts: Pick<Parts, 'clock' | 'people' | 'members' | 'accountLinks' | 'links'>,
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
    return this.#seenBy(actor, organization, await this.parts.members.list(id, limit, after));
  }

  /**
   * One member, with the activation link as long as it works (R2-11).
   *
   * @throws {OrganizationUnknownError | MemberUnknownError}
   */
  async get(actor: Actor, id: OrganizationId, person: PersonId): Promise<Member> {
    const organization = await this.organizations.get(actor, id);
    requireMay(actor, 'member.read', organization);
    const record = await this.parts.members.find(id, person);
    const [member] = record ? await this.#seenBy(actor, organization, [record]) : [];
    if (!member) throw new MemberUnknownError(id, person);
    return member;
  }

  /** Whether the actor administers every organization of the person, who is then wholly in their hands. */
  async administersWholly(actor: Actor, person: PersonId): Promise<boolean> {
    const places = (await this.parts.people.placesOf([person])).get(person) ?? [];
    return places.length > 0 && places.every((place) => may(actor, 'member.administer', place));
  }

  async #seenBy(
    actor: Actor,
    organization: Organization,
    records: readonly MemberRecord[],
  ): Promise<readonly Member[]> {
    const links = await this.#activationLinks(actor, organization, records);
    const providers = await this.#providersOfAdders(organization, records);
    return records.map(({ person, role, customRole, createdAt, addedById }) => {
      const activationLink = links.get(person.id);
      const provider = (addedById && providers.get(addedById)) ?? null;
      return {
        person,
        role,
        customRole,
        joinedAt: createdAt,
        status: person.passwordHash === null ? 'invited' : 'active',
        addedBy: addedById && { personId: addedById, selfGranted: addedById === person.id, provider },
        ...(activationLink !== undefined && { activationLink }),
      };
    });
  }

  /**
   * Whoever has the link is the person: it is shown to those alone who administer all of its organizations, and by no
   * set of actions, which may allow less than the person's role.
   */
  async #activationLinks(
    actor: Actor,
    organization: Organization,
    records: readonly MemberRecord[],
  ): Promise<ReadonlyMap<string, string>> {
    const administrator = byRole(actor);
    if (!may(administrator, 'member.administer', organization)) return new Map();
    const waiting = records.filter(({ person }) => person.passwordHash === null);
    const places = await this.parts.people.placesOf(waiting.map(({ person }) => person.id));
    const passed: PersonId[] = [];
    for (const { person, role, customRole } of waiting) {
      // A plain member of this organization alone: whoever administers it could give as much.
      const isPlain = places.get(person.id)?.length === 1 && role !== 'admin' && !customRole;
      if (isPlain || (await mayHandOver(this.parts, administrator, person.id))) passed.push(person.id);
    }
    const links = await this.parts.accountLinks.activationLinksOf(passed, this.parts.clock.now());
    return new Map(links.map(({ personId, kind, id }) => [personId, this.parts.links.linkTo(kind, id).url]));
  }

  async #providersOfAdders({ path, kind }: Organization, records: readonly MemberRecord[]) {
    if (kind !== 'customer') return new Map<PersonId, AddedBy['provider']>();
    const people = [...new Set(records.flatMap(({ addedById }) => addedById ?? []))];
    const places = await this.parts.people.placesOf(people);
    return new Map(
      people.map((id) => {
        const provider = places.get(id)?.find((place) => place.kind === 'provider' && isWithin(path, place.path));
        return [id, provider ? { id: provider.id, name: provider.name } : null] as const;
      }),
    );
  }
}
