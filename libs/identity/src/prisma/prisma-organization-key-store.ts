import { type OrganizationId, organizationId } from '#libs/kernel';
import type { RegistryDatabase } from '#prisma';
import { OrganizationKeyStore } from '../organization-keys.js';

/** Keys in the column `share_key` of the registry's table `organization`. */
export class PrismaOrganizationKeyStore extends OrganizationKeyStore {
  constructor(private readonly database: RegistryDatabase) {
    super();
  }

  override async find(id: OrganizationId): Promise<string | undefined> {
    const row = await this.database.client.organization.findUnique({ where: { id }, select: { shareKey: true } });
    return row?.shareKey ?? undefined;
  }

  override async set(id: OrganizationId, key: string): Promise<void> {
    await this.database.client.organization.update({ where: { id }, data: { shareKey: key } });
  }

  override async organizationOf(key: string) {
    const select = { id: true, name: true };
    const row = await this.database.client.organization.findUnique({ where: { shareKey: key }, select });
    return row ? { id: organizationId(row.id), name: row.name } : undefined;
  }
}
