import type { OrganizationId, PersonId } from '#libs/kernel';
import type { Actor } from '../access/actor.js';
import { may, requireMay } from '../access/permissions.js';
import { isWithin, type Organization, type Role } from '../organizations/organization.js';
import type { Organizations } from '../organizations/organizations.js';
import type { Person } from '../people/person.js';
import type { PersonStore } from '../people/person.store.js';
import type { ActivationLinks } from './activation-links.js';
import { MemberUnknownError } from './member.errors.js';
import type { MemberRecord, MemberStore, NamedRole } from './member.store.js';

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
  /** The actor administers all organizations of the person: name, links and the way back in are in their hands. */
  readonly administered: boolean;
  /** Whether the sign-in asks for a code as well; only for who administers the person. */
  readonly secondFactor?: boolean;
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
    private readonly people: PersonStore,
    private readonly store: MemberStore,
    private readonly activationLinks: ActivationLinks,
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
    return this.#seenBy(actor, organization, await this.store.list(id, limit, after));
  }

  /**
   * One member, with the activation link as long as it works (R2-11).
   *
   * @throws {OrganizationUnknownError | MemberUnknownError}
   */
  async get(actor: Actor, id: OrganizationId, person: PersonId): Promise<Member> {
    const organization = await this.organizations.get(actor, id);
    requireMay(actor, 'member.read', organization);
    const [member] = await this.#seenBy(actor, organization, [await this.record(id, person)]);
    if (!member) throw new MemberUnknownError(id, person);
    return member;
  }

  /** Whether the actor administers every organization of the person, who is then wholly in their hands. */
  async administersWholly(actor: Actor, person: PersonId): Promise<boolean> {
    const places = (await this.people.placesOf([person])).get(person) ?? [];
    return places.length > 0 && places.every((place) => may(actor, 'member.administer', place));
  }

  /** The membership of a person. @throws {MemberUnknownError} */
  async record(id: OrganizationId, person: PersonId): Promise<MemberRecord> {
    const record = await this.store.find(id, person);
    if (!record) throw new MemberUnknownError(id, person);
    return record;
  }

  /** The person of this address, if the actor administers every organization of theirs. */
  async findAdministered(actor: Actor, email: string): Promise<Person | undefined> {
    const person = await this.people.findByEmail(email);
    return person && (await this.administersWholly(actor, person.id)) ? person : undefined;
  }

  /** Whether the address belongs to a member whose account is active. */
  async hasActive(id: OrganizationId, email: string): Promise<boolean> {
    const person = await this.people.findByEmail(email);
    if (!person || person.passwordHash === null) return false;
    return (await this.store.find(id, person.id)) !== undefined;
  }

  async #seenBy(
    actor: Actor,
    organization: Organization,
    records: readonly MemberRecord[],
  ): Promise<readonly Member[]> {
    const links = await this.activationLinks.shownTo(actor, organization, records);
    const providers = await this.#providersOfAdders(organization, records);
    const administered = await this.#administeredBy(actor, organization, records);
    return records.map(({ person, role, customRole, createdAt, addedById, hasSecondFactor }) => {
      const activationLink = links.get(person.id);
      const provider = (addedById && providers.get(addedById)) ?? null;
      return {
        person,
        role,
        customRole,
        joinedAt: createdAt,
        status: person.passwordHash === null ? 'invited' : 'active',
        administered: administered.has(person.id),
        ...(administered.has(person.id) && { secondFactor: hasSecondFactor }),
        addedBy: addedById && { personId: addedById, selfGranted: addedById === person.id, provider },
        ...(activationLink !== undefined && { activationLink }),
      };
    });
  }

  /** Those of whom the actor administers every organization. */
  async #administeredBy(actor: Actor, organization: Organization, records: readonly MemberRecord[]) {
    if (!may(actor, 'member.administer', organization)) return new Set<PersonId>();
    const places = await this.people.placesOf(records.map(({ person }) => person.id));
    const isWholly = (own: readonly Organization[]) => own.every((place) => may(actor, 'member.administer', place));
    return new Set([...places].filter(([, own]) => isWholly(own)).map(([id]) => id));
  }

  async #providersOfAdders({ path, kind }: Organization, records: readonly MemberRecord[]) {
    if (kind !== 'customer') return new Map<PersonId, AddedBy['provider']>();
    const people = [...new Set(records.flatMap(({ addedById }) => addedById ?? []))];
    const places = await this.people.placesOf(people);
    return new Map(
      people.map((id) => {
        const provider = places.get(id)?.find((place) => place.kind === 'provider' && isWithin(path, place.path));
        return [id, provider ? { id: provider.id, name: provider.name } : null] as const;
      }),
    );
  }
}
