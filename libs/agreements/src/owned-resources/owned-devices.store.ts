import { keepOwnersPlaces, transfer } from '#libs/devices';
import { organizationsIn } from '#libs/identity';
import type { Clock, OrganizationId } from '#libs/kernel';
import { Prisma, type RegistryDatabase } from '#prisma';

/**
 * What a deleted organization leaves behind; a subtree is named by its path.
 *
 * Devices and contracts of a whole subtree, each in a fixed number of statements.
 */
export class OwnedDeviceStore {
  constructor(
    private readonly database: RegistryDatabase,
    private readonly clock: Clock,
  ) {}

  /** Contracts of providers inside the subtree with customers outside of it. */
  countContractsElsewhere(path: string): Promise<number> {
    const inside = { path: { startsWith: path } };
    return this.database.client.serviceContract.count({ where: { provider: inside, customer: { NOT: inside } } });
  }

  /** Deletes the contracts of the subtree's customers. */
  async endContracts(path: string): Promise<void> {
    await this.database.client.$executeRaw`
      DELETE FROM service_contract WHERE customer_id IN (${organizationsIn([path])})`;
  }

  /**
   * Gives all devices of the subtree to one organization, installed and standing nowhere, without the certificates they had.
   *
   * @returns how many
   */
  async giveDevicesTo(heir: OrganizationId, path: string): Promise<number> {
    const { client } = this.database;
    // Whoever is handing one of them over ends first; then it is or is not among them.
    await client.$queryRaw`
      SELECT count(*) FROM (SELECT d.id FROM device d WHERE d.id IN (${devicesIn(path)}) ORDER BY d.id FOR UPDATE) held`;
    const order = { to: heir, cause: 'organization-deleted', byId: null, note: null, at: this.clock.now() } as const;
    const { count } = await transfer(client, devicesIn(path), order);
    await keepOwnersPlaces(client, organizationsIn([path]));
    return count;
  }
}

const devicesIn = (path: string) => Prisma.sql`
  SELECT d.id FROM device d WHERE d.organization_id IN (${organizationsIn([path])})`;
