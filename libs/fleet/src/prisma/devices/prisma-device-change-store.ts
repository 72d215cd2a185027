import { type DeviceId, type OrganizationId, organizationId } from '#libs/kernel';
import type { RegistryDatabase } from '#prisma';
import { DeviceChangeStore, type DeviceFields } from '../../devices/device-change-store.js';

/** What people write at devices, in the registry's table `device`. */
export class PrismaDeviceChangeStore extends DeviceChangeStore {
  constructor(private readonly database: RegistryDatabase) {
    super();
  }

  override async holdSite(siteId: string): Promise<OrganizationId | undefined> {
    const [row] = await this.database.client.$queryRaw<{ readonly organization_id: string }[]>`
      SELECT s.organization_id FROM site s WHERE s.id = ${siteId}::uuid FOR KEY SHARE`;
    return row && organizationId(row.organization_id);
  }

  override fieldsOf(id: DeviceId): Promise<DeviceFields> {
    const select = { name: true, systemName: true, siteId: true };
    return this.database.client.device.findUniqueOrThrow({ where: { id }, select });
  }

  override async change(id: DeviceId, fields: Partial<DeviceFields>, at: Date): Promise<void> {
    const { systemName } = fields;
    const systemNamedAt = systemName === null ? null : at;
    await this.database.client.device.update({
      where: { id },
      data: { ...fields, ...(systemName !== undefined && { systemNamedAt }), updatedAt: at },
    });
  }
}
