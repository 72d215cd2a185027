import type { Clock, OrganizationId } from '#libs/kernel';
import type { Prisma, RegistryDatabase } from '#prisma';
import type { Organization } from '../organization.js';
import { type OrganizationFields, type OrganizationSelection, OrganizationStore } from '../ports.js';
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
    const { paths, kind, status, parentId, nameContains, after, limit } = selection;
    const and: Prisma.OrganizationWhereInput[] = [{ OR: paths.map((path) => ({ path: { startsWith: path } })) }];
    if (kind) and.push({ kind });
    if (status) and.push({ status });
    if (parentId) and.push({ parentId });
    if (nameContains) and.push({ name: { contains: literally(nameContains), mode: 'insensitive' } });
    if (after) {
      const [name, id] = after;
      and.push({ OR: [{ name: { gt: name } }, { name, id: { gt: id } }] });
    }
    const rows = await this.database.client.organization.findMany({
      where: { AND: and },
      orderBy: [{ name: 'asc' }, { id: 'asc' }],
      take: limit,
    });
    return rows.map(organizationFrom);
  }

  override async lock(id: OrganizationId): Promise<void> {
    await this.database.client.$queryRaw`SELECT id FROM organization WHERE id = ${id}::uuid FOR UPDATE`;
  }

  override async findOperator(): Promise<Organization | undefined> {
    const row = await this.database.client.organization.findFirst({ where: { kind: 'operator' } });
    return row ? organizationFrom(row) : undefined;
  }
}

/** Prisma makes `contains` a LIKE and leaves its wildcards in force. */
const literally = (text: string) => text.replace(/[\\%_]/g, '\\$&');
