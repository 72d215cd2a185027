import type { Clock, OrganizationId } from '#libs/kernel';
import type { Prisma, RegistryDatabase } from '#prisma';
import type { Organization, OrganizationStatus } from '../organization.js';
import { OrganizationUnknownError } from '../organization-errors.js';
import { type OrganizationFields, type OrganizationSelection, OrganizationStore } from '../ports.js';
import { nameOrderOf } from './name-order.js';
import { organizationFrom } from './organization-rows.js';

/** Organizations in the registry's table `organization`. */
export class PrismaOrganizationStore extends OrganizationStore {
  constructor(
    private readonly database: RegistryDatabase,
    private readonly clock: Clock,
  ) {
    super();
  }

  override async add(organization: Organization): Promise<void> {
    await this.database.client.organization.create({ data: { ...organization, updatedAt: organization.createdAt } });
  }

  override async find(id: OrganizationId): Promise<Organization | undefined> {
    const row = await this.database.client.organization.findUnique({ where: { id } });
    return row ? organizationFrom(row) : undefined;
  }

  override async change(id: OrganizationId, fields: OrganizationFields): Promise<void> {
    await this.database.client.organization.update({ where: { id }, data: { ...fields, updatedAt: this.clock.now() } });
  }

  override async list(selection: OrganizationSelection): Promise<readonly Organization[]> {
    const { paths, kind, status, providerKind, parentId, sort, limit } = selection;
    const { nameContains, addressContains, contactContains } = selection;
    const and: Prisma.OrganizationWhereInput[] = [within(paths)];
    if (kind) and.push({ kind });
    if (status) and.push({ status });
    if (providerKind) and.push({ providerKind });
    if (parentId) and.push({ parentId });
    if (nameContains) and.push({ name: containing(nameContains) });
    if (addressContains) and.push({ address: containing(addressContains) });
    if (contactContains) {
      const contact = containing(contactContains);
      and.push({ OR: [{ contactName: contact }, { contactEmail: contact }, { contactPhone: contact }] });
    }
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

  override async countCustomers(paths: readonly string[]): Promise<Record<OrganizationStatus, number>> {
    const counts = await this.database.client.organization.groupBy({
      by: ['status'],
      where: { AND: [within(paths), { kind: 'customer' }] },
      _count: true,
    });
    const of = (status: OrganizationStatus) => counts.find((count) => count.status === status)?._count ?? 0;
    return { new: of('new'), invited: of('invited'), onboarded: of('onboarded') };
  }

  override async findProviderAbove(path: string): Promise<Organization | undefined> {
    const above = path.split('/').slice(1, -2);
    const row = await this.database.client.organization.findFirst({ where: { id: { in: above }, kind: 'provider' } });
    return row ? organizationFrom(row) : undefined;
  }

  override async lock(id: OrganizationId): Promise<void> {
    const found = await this.database.client.$queryRaw<unknown[]>`
      SELECT id FROM organization WHERE id = ${id}::uuid FOR UPDATE`;
    if (found.length === 0) throw new OrganizationUnknownError(id);
  }

  override async findOperator(): Promise<Organization | undefined> {
    const row = await this.database.client.organization.findFirst({ where: { kind: 'operator' } });
    return row ? organizationFrom(row) : undefined;
  }
}

const within = (paths: readonly string[]): Prisma.OrganizationWhereInput => ({
  OR: paths.map((path) => ({ path: { startsWith: path } })),
});

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
