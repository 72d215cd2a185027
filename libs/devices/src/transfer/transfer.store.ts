import { LEAVING, type RevocableCertificate, type Revocation, revokeOnLeaving } from '#libs/certificates';
import { type DeviceId, deviceId } from '#libs/kernel';
import type { RegistryDatabase } from '#prisma';
import { type DeviceRow, deviceFrom, deviceRows, type RegisteredDevice } from '../device.store.js';
import { type TransferOrder, theseDevices, transfer } from './ownership-change.store.js';

/** A certificate that ended when its device left a customer; the fingerprint is null while it is reserved only. */
export type LeftCertificate = Pick<RevocableCertificate, 'serialNumber' | 'fingerprintSha256' | 'deviceId'> &
  Revocation;

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

  /**
   * Makes locked devices another organization's: they leave what they are installed on and where they stand, and those that
   * leave a customer the names that tell of its equipment and their certificates. Contracts stay.
   *
   * @returns the certificates that were revoked
   */
  async transfer(ids: readonly DeviceId[], order: TransferOrder): Promise<readonly LeftCertificate[]> {
    const { client } = this.database;
    const devices = theseDevices(ids);
    const revoked = await client.$queryRaw<LeftRow[]>`
      ${revokeOnLeaving(devices, order.at)}
      RETURNING certificate.serial_number, encode(certificate.fingerprint_sha256, 'hex') AS fingerprint, certificate.device_id`;
    await transfer(client, devices, order);
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
