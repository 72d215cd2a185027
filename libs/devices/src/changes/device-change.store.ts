import { type DeviceId, type OrganizationId, organizationId } from '#libs/kernel';
import type { RegistryDatabase } from '#prisma';

/** What people write at a device. */
export interface DeviceFields {
  readonly name: string;
  /** As it was typed; null: nobody typed one. */
  readonly systemName: string | null;
  readonly siteId: string | null;
}

/**
 * What changing a device needs of the fleet's tables.
 *
 * What people write at devices, in the registry's table `device`.
 */
export class DeviceChangeStore {
  constructor(private readonly database: RegistryDatabase) {}

  /** Whose a site is; it is not deleted before the unit of work ends. */
  async holdSite(siteId: string): Promise<OrganizationId | undefined> {
    const [row] = await this.database.client.$queryRaw<{ readonly organization_id: string }[]>`
      SELECT s.organization_id FROM site s WHERE s.id = ${siteId}::uuid FOR KEY SHARE`;
    return row && organizationId(row.organization_id);
  }

  fieldsOf(id: DeviceId): Promise<DeviceFields> {
    const select = { name: true, systemName: true, siteId: true };
    return this.database.client.device.findUniqueOrThrow({ where: { id }, select });
  }

  /** What is absent stays. */
  async change(id: DeviceId, fields: Partial<DeviceFields>, at: Date): Promise<void> {
    const { systemName } = fields;
    const systemNamedAt = systemName === null ? null : at;
    await this.database.client.device.update({
      where: { id },
      data: { ...fields, ...(systemName !== undefined && { systemNamedAt }), updatedAt: at },
    });
  }
}
