import type { DeviceId } from '#libs/kernel';
import type { RegistryDatabase } from '#prisma';
import { type DeviceRow, deviceFrom, deviceRows, type RegisteredDevice } from '../device.store.js';
import { type LeftCertificate, transfer } from './leaving-a-customer.store.js';
import { type Change, theseDevices } from './ownership-history.store.js';

/**
 * Devices on their way from one owner to another; every call is a fixed number of statements.
 *
 * Devices and their owners in the registry's tables `device` and `device_ownership`.
 */
export class TransferStore {
  constructor(private readonly database: RegistryDatabase) {}

  /** In the order of their ids; those that do not exist are left out. */
  async find(ids: readonly DeviceId[]): Promise<readonly RegisteredDevice[]> {
    const rows = await this.database.client.$queryRaw<DeviceRow[]>`
      ${deviceRows} WHERE d.id IN (${theseDevices(ids)}) ORDER BY d.id`;
    return rows.map(deviceFrom);
  }

  /** As `find`, locked one after the other in that order until the unit of work ends. */
  async lock(ids: readonly DeviceId[]): Promise<readonly RegisteredDevice[]> {
    const { client } = this.database;
    await client.$queryRaw`
      SELECT d.id FROM device d WHERE d.id IN (${theseDevices(ids)}) ORDER BY d.id FOR UPDATE OF d`;
    // In a statement of its own: a joined row would still be the former owner's, and the device would fall out.
    return this.find(ids);
  }

  /** Makes locked devices another organization's. @returns the certificates that were revoked */
  async transfer(ids: readonly DeviceId[], change: Change): Promise<readonly LeftCertificate[]> {
    return (await transfer(this.database.client, theseDevices(ids), change)).revoked;
  }
}
