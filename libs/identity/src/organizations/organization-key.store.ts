import { type OrganizationId, organizationId } from '#libs/kernel';
import type { RegistryDatabase } from '#prisma';

/**
 * The keys of organizations.
 *
 * Keys in the column `share_key` of the registry's table `organization`.
 */
export class OrganizationKeyStore {
  constructor(private readonly database: RegistryDatabase) {}

  async find(id: OrganizationId): Promise<string | undefined> {
    const row = await this.database.client.organization.findUnique({ where: { id }, select: { shareKey: true } });
    return row?.shareKey ?? undefined;
  }

  async set(id: OrganizationId, key: string): Promise<void> {
    await this.database.client.organization.update({ where: { id }, data: { shareKey: key } });
  }

  async organizationOf(key: string) {
    const select = { id: true, name: true };
    const row = await this.database.client.organization.findUnique({ where: { shareKey: key }, select });
    return row ? { id: organizationId(row.id), name: row.name } : undefined;
  }
}
