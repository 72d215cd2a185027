import type { Clock, OrganizationId, PersonId } from '#libs/kernel';
import type { Prisma, RegistryDatabase } from '#prisma';
import { nameOrderOf } from './name-order.query.js';
import { OrganizationUnknownError } from './organization.errors.js';
import type {
  Organization,
  OrganizationDetails,
  OrganizationKind,
  OrganizationStatus,
  ProviderKind,
} from './organization.js';
import { organizationFrom } from './organization-rows.query.js';

/** Fields of an organization that can change. */
export type OrganizationFields = Partial<
  Pick<
    Organization,
    'name' | 'status' | 'providerKind' | 'assetLimit' | 'delegatesCertificates' | keyof OrganizationDetails
  >
>;

/** By which field a list of organizations is sorted; `-` in front: descending. */
export type OrganizationSort = 'name' | '-name' | 'createdAt' | '-createdAt' | 'status' | '-status';

/** What narrows a list of organizations, and the counts of it. */
export interface OrganizationFilters {
  readonly parentId?: OrganizationId | undefined;
  /** Text the name contains, in any case. */
  readonly nameContains?: string | undefined;
  readonly addressContains?: string | undefined;
  /** Text the contact's name, address or phone contains, in any case. */
  readonly contactContains?: string | undefined;
}

export interface OrganizationSelection extends OrganizationFilters {
  /** Path prefixes; nothing outside them is found. */
  readonly paths: readonly string[];
  readonly kind?: OrganizationKind | undefined;
  readonly status?: OrganizationStatus | undefined;
  readonly providerKind?: ProviderKind | undefined;
  readonly sort: OrganizationSort;
  /** What the last one of the page before has in the field of the sort, and its id. */
  readonly after?: readonly [value: string, id: string] | undefined;
  readonly limit: number;
}

/**
 * The tree of organizations.
 *
 * Organizations in the registry's table `organization`.
 */
export class OrganizationStore {
  constructor(
    private readonly database: RegistryDatabase,
    private readonly clock: Clock,
  ) {}

  async add(organization: Organization): Promise<void> {
    await this.database.client.organization.create({ data: { ...organization, updatedAt: organization.createdAt } });
  }

  async find(id: OrganizationId): Promise<Organization | undefined> {
    const row = await this.database.client.organization.findUnique({ where: { id } });
    return row ? organizationFrom(row) : undefined;
  }

  async change(id: OrganizationId, fields: OrganizationFields): Promise<void> {
    await this.database.client.organization.update({ where: { id }, data: { ...fields, updatedAt: this.clock.now() } });
  }

  /** Notes how far an organization's people have come; its status never goes back. */
  async raiseStatus(id: OrganizationId, status: OrganizationStatus): Promise<void> {
    await this.#raise({ id }, status);
  }

  /** Notes that somebody active belongs to all of the person's organizations. */
  async onboardPlacesOf(person: PersonId): Promise<void> {
    await this.#raise({ memberships: { some: { personId: person } } }, 'onboarded');
  }

  /** In the order of the sort, names as the database orders them, then by id. */
  async list(selection: OrganizationSelection): Promise<readonly Organization[]> {
    const { paths, kind, status, providerKind, sort, limit } = selection;
    const and = [within(paths), ...filtersOf(selection)];
    if (kind) and.push({ kind });
    if (status) and.push({ status });
    if (providerKind) and.push({ providerKind });
    const direction = sort.startsWith('-') ? 'desc' : 'asc';
    const sorted = sort.replace('-', '') as 'name' | 'createdAt' | 'status';
    const field = sorted === 'name' ? 'nameKey' : sorted;
    if (selection.after) {
      const [value, lastId] = selection.after;
      const place = field === 'nameKey' ? await nameOrderOf(this.database, value) : value;
      and.push(afterPlace(field, direction, place, lastId));
    }
    const rows = await this.database.client.organization.findMany({
      where: { AND: and },
      orderBy: [{ [field]: direction }, { id: direction }],
      take: limit,
    });
    return rows.map(organizationFrom);
  }

  /** How many customers in these subtrees that meet the filters are in each status. */
  async countCustomers(
    paths: readonly string[],
    filters: OrganizationFilters,
  ): Promise<Record<OrganizationStatus, number>> {
    const counts = await this.database.client.organization.groupBy({
      by: ['status'],
      where: { AND: [within(paths), { kind: 'customer' }, ...filtersOf(filters)] },
      _count: true,
    });
    const of = (status: OrganizationStatus) => counts.find((count) => count.status === status)?._count ?? 0;
    return { new: of('new'), invited: of('invited'), onboarded: of('onboarded') };
  }

  /** The organizations above the one with this path, the outermost first. */
  async listAbove(path: string): Promise<readonly Organization[]> {
    const above = path.split('/').slice(1, -2);
    const rows = await this.database.client.organization.findMany({ where: { id: { in: above } } });
    return rows.map(organizationFrom).sort((one, other) => one.path.length - other.path.length);
  }

  /** The provider that stands above the organization with this path. */
  async findProviderAbove(path: string): Promise<Organization | undefined> {
    const above = path.split('/').slice(1, -2);
    const row = await this.database.client.organization.findFirst({ where: { id: { in: above }, kind: 'provider' } });
    return row ? organizationFrom(row) : undefined;
  }

  /**
   * Makes other units of work that lock the same organization wait until this one ends.
   *
   * @throws {OrganizationUnknownError} it was deleted in the meantime
   */
  async lock(id: OrganizationId): Promise<void> {
    const found = await this.database.client.$queryRaw<unknown[]>`
      SELECT id FROM organization WHERE id = ${id}::uuid FOR UPDATE`;
    if (found.length === 0) throw new OrganizationUnknownError(id);
  }

  /** The one operator, once it is there. */
  async findOperator(): Promise<Organization | undefined> {
    const row = await this.database.client.organization.findFirst({ where: { kind: 'operator' } });
    return row ? organizationFrom(row) : undefined;
  }

  async #raise(which: Prisma.OrganizationWhereInput, status: OrganizationStatus): Promise<void> {
    const lower = statuses.slice(0, statuses.indexOf(status));
    await this.database.client.organization.updateMany({
      where: { ...which, status: { in: lower } },
      data: { status, updatedAt: this.clock.now() },
    });
  }
}

const within = (paths: readonly string[]): Prisma.OrganizationWhereInput => ({
  OR: paths.map((path) => ({ path: { startsWith: path } })),
});

function filtersOf(filters: OrganizationFilters): Prisma.OrganizationWhereInput[] {
  const { parentId, nameContains, addressContains, contactContains } = filters;
  const and: Prisma.OrganizationWhereInput[] = [];
  if (parentId) and.push({ parentId });
  if (nameContains) and.push({ name: containing(nameContains) });
  if (addressContains) and.push({ address: containing(addressContains) });
  if (contactContains) {
    const contact = containing(contactContains);
    and.push({ OR: [{ contactName: contact }, { contactEmail: contact }, { contactPhone: contact }] });
  }
  return and;
}

/** Prisma makes `contains` a LIKE and leaves its wildcards in force. */
const containing = (text: string) =>
  ({ contains: text.replace(/[\\%_]/g, '\\$&'), mode: 'insensitive' }) satisfies Prisma.StringFilter;

/** In the order of the database's type. */
const statuses: readonly OrganizationStatus[] = ['new', 'invited', 'onboarded'];

/** What comes after an organization with this value and id. */
function afterPlace(
  field: 'nameKey' | 'createdAt' | 'status',
  direction: 'asc' | 'desc',
  value: string,
  lastId: string,
): Prisma.OrganizationWhereInput {
  const id = direction === 'asc' ? { gt: lastId } : { lt: lastId };
  if (field === 'status') {
    const status = value as OrganizationStatus;
    const place = statuses.indexOf(status);
    const later = direction === 'asc' ? statuses.slice(place + 1) : statuses.slice(0, place);
    return { status: { in: [status, ...later] }, OR: [{ status: { in: [...later] } }, { status, id }] };
  }
  const [after, from] = direction === 'asc' ? (['gt', 'gte'] as const) : (['lt', 'lte'] as const);
  // The first condition alone lets the index begin where the page before ended.
  return { [field]: { [from]: value }, OR: [{ [field]: { [after]: value } }, { [field]: value, id }] };
}
