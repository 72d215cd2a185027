import { type Clock, type OrganizationId, organizationId } from '#libs/kernel';
import type { CustomRoleModel, Prisma, RegistryDatabase } from '#prisma';
import type { Action } from '../access/permissions.js';
import { nameOrderOf } from '../organizations/name-order.query.js';
import type { CustomRole } from './custom-role.js';

/**
 * The custom roles of organizations.
 *
 * Custom roles in the registry's table `custom_role`.
 */
export class CustomRoleStore {
  constructor(
    private readonly database: RegistryDatabase,
    private readonly clock: Clock,
  ) {}

  async add(role: CustomRole): Promise<void> {
    const data = { ...role, actions: [...role.actions], updatedAt: role.createdAt };
    await this.database.client.customRole.create({ data });
  }

  async find(organization: OrganizationId, id: string): Promise<CustomRole | undefined> {
    return roleFrom(await this.database.client.customRole.findFirst({ where: { id, organizationId: organization } }));
  }

  async findByName(organization: OrganizationId, name: string): Promise<CustomRole | undefined> {
    return roleFrom(await this.database.client.customRole.findFirst({ where: { name, organizationId: organization } }));
  }

  /** By name; `after` is the name of the last one seen. */
  async list(organization: OrganizationId, limit: number, after: string | undefined): Promise<readonly CustomRole[]> {
    // Names that differ in case alone have one key.
    const rows = await this.database.client.customRole.findMany({
      where: { organizationId: organization, ...(after !== undefined && (await this.#behind(after))) },
      orderBy: [{ nameKey: 'asc' }, { name: 'asc' }],
      take: limit,
    });
    return rows.map((row) => roleFrom(row));
  }

  async #behind(name: string): Promise<Prisma.CustomRoleWhereInput> {
    const nameKey = await nameOrderOf(this.database, name);
    return { OR: [{ nameKey: { gt: nameKey } }, { nameKey, name: { gt: name } }] };
  }

  count(organization: OrganizationId): Promise<number> {
    return this.database.client.customRole.count({ where: { organizationId: organization } });
  }

  async change(id: string, { name, actions }: Partial<Pick<CustomRole, 'name' | 'actions'>>): Promise<void> {
    await this.database.client.customRole.update({
      where: { id },
      data: {
        ...(name !== undefined && { name }),
        ...(actions && { actions: [...actions] }),
        updatedAt: this.clock.now(),
      },
    });
  }

  /** How many people hold it. */
  countHolders(id: string): Promise<number> {
    return this.database.client.membership.count({ where: { customRoleId: id } });
  }

  async remove(id: string): Promise<void> {
    await this.database.client.customRole.delete({ where: { id } });
  }
}

function roleFrom(row: CustomRoleModel): CustomRole;
function roleFrom(row: CustomRoleModel | null): CustomRole | undefined;
function roleFrom(row: CustomRoleModel | null): CustomRole | undefined {
  if (!row) return undefined;
  const { id, name, actions, createdAt } = row;
  // What has left the table of permissions since then is no action any more, and allows nothing.
  return { id, organizationId: organizationId(row.organizationId), name, actions: actions as Action[], createdAt };
}
