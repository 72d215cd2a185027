import { type DeviceId, deviceId } from '#libs/kernel';
import type { RegistryDatabase } from '#prisma';
import { type HandOverOrder, HandOverStore, type LeftCertificate } from '../../devices/hand-over-store.js';
import type { RegisteredDevice } from '../../ports.js';
import { handOver, LEAVING, revokeOnLeaving, theseDevices } from './hand-over.js';
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

  override async handOver(ids: readonly DeviceId[], order: HandOverOrder): Promise<readonly LeftCertificate[]> {
    const { client } = this.database;
    const devices = theseDevices(ids);
    const revoked = await client.$queryRaw<LeftRow[]>`
      ${revokeOnLeaving(devices, order.at)}
      RETURNING certificate.serial_number, encode(certificate.fingerprint_sha256, 'hex') AS fingerprint, certificate.device_id`;
    await handOver(client, devices, order);
    return revoked.map((row) => ({
      serialNumber: row.serial_number,
      fingerprintSha256: row.fingerprint,
      deviceId: deviceId(row.device_id),
      revokedAt: order.at,
      reason: LEAVING,
    }));
  }
}

interface LeftRow {
  readonly serial_number: string;
  readonly fingerprint: string | null;
  readonly device_id: string;
}
