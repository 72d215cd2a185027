import type { DeviceLifecycle, MacAddress, SerialNumber } from '#libs/contracts/http';
import type { Owner } from '#libs/identity';
import { type DeviceId, type DeviceKey, deviceId, deviceKey, type OrganizationId, organizationId } from '#libs/kernel';
import { Prisma, type RegistryDatabase } from '#prisma';

/** A device as rules need it. */
export interface RegisteredDevice {
  readonly id: DeviceId;
  readonly key: DeviceKey;
  readonly serialNumber: SerialNumber;
  readonly lifecycle: DeviceLifecycle;
  /** Kind of key its model can hold. */
  readonly keyAlgorithm: 'ec-p256' | 'rsa-2048';
  readonly owner: Owner;
  /** Where it stands. */
  readonly siteId: string | null;
}

/** A device as it is made at its owner's. */
export interface NewPlacedDevice {
  readonly id: DeviceId;
  readonly serialNumber: SerialNumber;
  readonly macAddress: MacAddress;
  readonly modelId: string;
  readonly name: string;
  readonly systemName: string | null;
  readonly organizationId: OrganizationId;
  readonly siteId: string | null;
  readonly createdAt: Date;
}

/** A row of `deviceRows`. */
export interface DeviceRow {
  readonly id: string;
  readonly key: number;
  readonly serial_number: string;
  readonly lifecycle: DeviceLifecycle;
  readonly key_algorithm: 'ec-p256' | 'rsa-2048';
  readonly organization_id: string;
  readonly site_id: string | null;
  readonly path: string;
  readonly delegates_certificates: boolean;
}

/** Devices as rules need them; to be followed by a condition on `d`. */
export const deviceRows = Prisma.sql`
  SELECT d.id, d.key, d.serial_number, d.lifecycle::text AS lifecycle, m.key_algorithm::text AS key_algorithm,
    d.organization_id, d.site_id, o.path, o.delegates_certificates
  FROM device d
  JOIN device_model m ON m.id = d.model_id
  JOIN organization o ON o.id = d.organization_id`;

/**
 * The devices, one at a time.
 *
 * Devices in the registry's table `device`.
 */
export class DeviceStore {
  constructor(private readonly database: RegistryDatabase) {}

  async find(id: DeviceId): Promise<RegisteredDevice | undefined> {
    const [row] = await this.database.rows<DeviceRow>(Prisma.sql`/* prepared */
      ${deviceRows} WHERE d.id = ${id}::uuid`);
    return row && deviceFrom(row);
  }

  /** As `find`; other units of work that lock the same device wait until this one ends. */
  async lock(id: DeviceId): Promise<RegisteredDevice | undefined> {
    await this.database.client.$queryRaw`SELECT d.id FROM device d WHERE d.id = ${id}::uuid FOR UPDATE`;
    // In a statement of its own: if the device was transferred meanwhile, a joined owner would still be the former one.
    return this.find(id);
  }

  /** Makes a device. Fails with a violated constraint when another one has its numbers (`takenDeviceField`). */
  async add({ createdAt, ...device }: NewPlacedDevice): Promise<void> {
    await this.database.client.device.create({ data: { ...device, createdAt, updatedAt: createdAt } });
  }

  /** What a device is called and where it stands with its new owner. @param place `systemName` null: it keeps the one it has */
  async settle(
    id: DeviceId,
    { name, siteId, systemName }: Pick<NewPlacedDevice, 'name' | 'siteId' | 'systemName'>,
  ): Promise<void> {
    const data = { name, siteId, ...(systemName !== null && { systemName }) };
    await this.database.client.device.update({ where: { id }, data });
  }

  async changeLifecycle(id: DeviceId, lifecycle: DeviceLifecycle, at: Date): Promise<void> {
    await this.database.client.device.update({ where: { id }, data: { lifecycle, updatedAt: at } });
  }
}

/** See `deviceRows`. */
export function deviceFrom(row: DeviceRow): RegisteredDevice {
  return {
    id: deviceId(row.id),
    key: deviceKey(row.key),
    serialNumber: row.serial_number as SerialNumber,
    lifecycle: row.lifecycle,
    keyAlgorithm: row.key_algorithm,
    owner: {
      id: organizationId(row.organization_id),
      path: row.path,
      delegatesCertificates: row.delegates_certificates,
    },
    siteId: row.site_id,
  };
}
