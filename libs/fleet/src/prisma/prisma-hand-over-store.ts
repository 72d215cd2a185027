import type { DeviceId } from '#libs/kernel';
import type { RegistryDatabase } from '#prisma';
import { type HandOverOrder, HandOverStore } from '../hand-over-store.js';
import type { RegisteredDevice } from '../ports.js';
import { handOver, theseDevices } from './hand-over.js';
import { type DeviceRow, deviceFrom, deviceRows } from './prisma-device-store.js';

/** Devices and their owners in the registry's tables `device` and `device_ownership`. */
export class PrismaHandOverStore extends HandOverStore {
  constructor(private readonly database: RegistryDatabase) {
    super();
  }

  override async find(ids: readonly DeviceId[]): Promise<readonly RegisteredDevice[]> {
    const rows = await this.database.client.$queryRaw<DeviceRow[]>`
      ${deviceRows} WHERE d.id IN (${theseDevices(ids)}) ORDER BY d.id`;
    return rows.map(deviceFrom);
  }

  override async lock(ids: readonly DeviceId[]): Promise<readonly RegisteredDevice[]> {
    const { client } = this.database;
    await client.$queryRaw`
      SELECT d.id FROM device d WHERE d.id IN (${theseDevices(ids)}) ORDER BY d.id FOR UPDATE OF d`;
    // In a statement of its own: a joined row would still be the former owner's, and the device would fall out.
    return this.find(ids);
  }

  override async handOver(ids: readonly DeviceId[], order: HandOverOrder): Promise<void> {
    await handOver(this.database.client, theseDevices(ids), order);
  }
}
