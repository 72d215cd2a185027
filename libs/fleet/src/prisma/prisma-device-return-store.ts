import type { Clock, OrganizationId } from '#libs/kernel';
import { Prisma, type RegistryDatabase } from '#prisma';
import { DeviceReturnStore } from '../ports.js';
import { organizationsIn } from './scope.js';

/** Devices, installations and contracts of a whole subtree, each in one statement. */
export class PrismaDeviceReturnStore extends DeviceReturnStore {
  constructor(
    private readonly database: RegistryDatabase,
    private readonly clock: Clock,
  ) {
    super();
  }

  override countContractsElsewhere(path: string): Promise<number> {
    const inside = { path: { startsWith: path } };
    return this.database.client.serviceContract.count({ where: { provider: inside, customer: { NOT: inside } } });
  }

  override async endContractsAndInstallations(path: string): Promise<void> {
    const { client } = this.database;
    await client.$executeRaw`DELETE FROM service_contract WHERE customer_id IN (${organizationsIn([path])})`;
    await client.$executeRaw`
      UPDATE installation SET removed_at = ${this.clock.now()}
      WHERE removed_at IS NULL AND device_id IN (${devicesIn(path)})`;
  }

  override giveDevicesTo(heir: OrganizationId, path: string): Promise<number> {
    return this.database.client.$executeRaw`
      UPDATE device SET organization_id = ${heir}::uuid, site_id = NULL, updated_at = ${this.clock.now()}
      WHERE organization_id IN (${organizationsIn([path])})`;
  }
}

const devicesIn = (path: string) => Prisma.sql`
  SELECT d.id FROM device d WHERE d.organization_id IN (${organizationsIn([path])})`;
