import type { OrganizationId, PersonId } from '#libs/kernel';
import type { AccountLink } from './account-link.js';
import type { Invitation } from './invitation.js';
import type {
  Organization,
  OrganizationDetails,
  OrganizationKind,
  OrganizationStatus,
  ProviderKind,
  Role,
} from './organization.js';
import type { Person } from './person.js';

/** Fields of an organization that can change. */
export type OrganizationFields = Partial<
  Pick<
    Organization,
    'name' | 'status' | 'providerKind' | 'assetLimit' | 'delegatesCertificates' | keyof OrganizationDetails
  >
>;

/** By which field a list of organizations is sorted; `-` in front: descending. */
export type OrganizationSort = 'name' | '-name' | 'createdAt' | '-createdAt' | 'status' | '-status';

export interface OrganizationSelection {
  /** Path prefixes; nothing outside them is found. */
  readonly paths: readonly string[];
  readonly kind?: OrganizationKind | undefined;
  readonly status?: OrganizationStatus | undefined;
  readonly providerKind?: ProviderKind | undefined;
  readonly parentId?: OrganizationId | undefined;
  /** Text the name contains, in any case. */
  readonly nameContains?: string | undefined;
  readonly addressContains?: string | undefined;
  /** Text the contact's name, address or phone contains, in any case. */
  readonly contactContains?: string | undefined;
  readonly sort: OrganizationSort;
  /** What the last one of the page before has in the field of the sort, and its id. */
  readonly after?: readonly [value: string, id: string] | undefined;
  readonly limit: number;
}

/** The tree of organizations. */
export abstract class OrganizationStore {
  abstract add(organization: Organization): Promise<void>;
  abstract find(id: OrganizationId): Promise<Organization | undefined>;
  abstract change(id: OrganizationId, fields: OrganizationFields): Promise<void>;
  /** In the order of the sort, names as the database orders them, then by id. */
  abstract list(selection: OrganizationSelection): Promise<readonly Organization[]>;
  /** How many customers in these subtrees are in each status. */
  abstract countCustomers(paths: readonly string[]): Promise<Readonly<Record<OrganizationStatus, number>>>;
  /** The provider that stands above the organization with this path. */
  abstract findProviderAbove(path: string): Promise<Organization | undefined>;
  /**
   * Makes other units of work that lock the same organization wait until this one ends.
   *
   * @throws {OrganizationUnknownError} it was deleted in the meantime
   */
  abstract lock(id: OrganizationId): Promise<void>;
  /** The one operator, once it is there. */
  abstract findOperator(): Promise<Organization | undefined>;
}

/** A person in an organization. */
export interface Membership {
  readonly organizationId: OrganizationId;
  readonly personId: PersonId;
  readonly role: Role;
  /** Takes the place of what the role allows. */
  readonly customRoleId?: string | null;
  /** Who made the membership, itself for a self-grant; null or missing: the person joined by a link of their own. */
  readonly addedById?: PersonId | null;
  readonly createdAt: Date;
}

/** People and where they belong. */
export abstract class PersonStore {
  /** @throws {EmailTakenError} with the given field; the unit of work cannot go on after it */
  abstract add(person: Person, field: string): Promise<void>;
  abstract find(id: PersonId): Promise<Person | undefined>;
  abstract findByEmail(email: string): Promise<Person | undefined>;
  /** @throws {EmailTakenError} the new address belongs to somebody; the unit of work cannot go on after it */
  abstract change(id: PersonId, fields: Partial<Omit<Person, 'id' | 'createdAt'>>): Promise<void>;
  abstract join(membership: Membership): Promise<void>;
  /** Where the person belongs, oldest first. */
  abstract membershipsOf(id: PersonId): Promise<readonly (Membership & { readonly organization: Organization })[]>;
  /** The organization the person joined first, whose administrators watch over the sessions. */
  abstract homeOf(id: PersonId): Promise<OrganizationId | null>;
  /** The organizations each of these people belongs to. */
  abstract placesOf(people: readonly PersonId[]): Promise<ReadonlyMap<PersonId, readonly Organization[]>>;
  /** Whether somebody has the built-in role of an administrator there. */
  abstract hasAdmin(id: OrganizationId): Promise<boolean>;
}

/** Invitations ever sent. */
export abstract class InvitationStore {
  abstract add(invitation: Invitation): Promise<void>;
  abstract find(id: string): Promise<Invitation | undefined>;
  /** Ends every pending invitation of this address to this organization. @returns how many */
  abstract replacePending(organizationId: OrganizationId, email: string): Promise<number>;
  /** How many invitations of this address wait, expired ones included. */
  abstract countPending(organizationId: OrganizationId, email: string): Promise<number>;
  /** Ends an invitation whose link must work no more. */
  abstract withdraw(id: string): Promise<void>;
  /** Takes a pending invitation, once. @returns false if it is pending no more */
  abstract accept(id: string, at: Date): Promise<boolean>;
  /** Newest first; `before` is the id of the last one seen. */
  abstract list(
    organizationId: OrganizationId,
    limit: number,
    before: string | undefined,
  ): Promise<readonly Invitation[]>;
}

/** One-time links to accounts. */
export abstract class AccountLinkStore {
  abstract add(link: AccountLink): Promise<void>;
  abstract find(id: string): Promise<AccountLink | undefined>;
  /** Uses up all links of the person. @returns false if none was left: somebody else just used them */
  abstract useAll(personId: PersonId, at: Date): Promise<boolean>;
  /** Unused activation links that end after `at`, the newest of each of these people. */
  abstract activationLinksOf(people: readonly PersonId[], at: Date): Promise<readonly AccountLink[]>;
}
