import { LEAVING, type RevocableCertificate, type Revocation, revokeOnLeaving } from '#libs/certificates';
import { deviceId } from '#libs/kernel';
import type { Prisma, RegistryDatabase } from '#prisma';
import { type Change, passOwnership } from './ownership-history.store.js';

/** A certificate that ended when its device left a customer; the fingerprint is null while it is reserved only. */
export type LeftCertificate = Pick<RevocableCertificate, 'serialNumber' | 'fingerprintSha256' | 'deviceId'> &
  Revocation;

/**
 * Makes devices another organization's, in five statements however many they are; the caller holds them. It is the only way, so
 * this is all that ends in the database: every device leaves what it is installed on and where it stands, and one that leaves a
 * customer its certificates, its tags and the names that tell of the customer's equipment. Contracts stay.
 *
 * A live session ends by its revoked certificate: at once where the caller announces it (`announceLeft`), else by the
 * brokers' reconciliation, seconds later; so it is when an organization is deleted, whose devices may be more than events
 * should be sent for.
 *
 * @param devices subquery of their ids; it must not depend on where they are installed
 * @returns how many devices, and the certificates that were revoked
 */
export async function transfer(
  client: RegistryDatabase['client'],
  devices: Prisma.Sql,
  change: Change,
): Promise<{ readonly count: number; readonly revoked: readonly LeftCertificate[] }> {
  const { to, at } = change;
  const revoked = await client.$queryRaw<LeftRow[]>`
    ${revokeOnLeaving(devices, at)}
    RETURNING certificate.serial_number, encode(certificate.fingerprint_sha256, 'hex') AS fingerprint, certificate.device_id`;
  await client.$executeRaw`
    UPDATE installation
    SET removed_at = greatest(installed_at, ${at}::timestamptz), removed_by_id = ${change.byId}::uuid
    WHERE removed_at IS NULL AND device_id IN (${devices})`;
  await client.$executeRaw`
    DELETE FROM device_tag
    WHERE device_id IN (SELECT device.id
                        FROM device
                        JOIN organization former ON former.id = device.organization_id AND former.kind = 'customer'
                        WHERE device.id IN (${devices}))`;
  await passOwnership(client, devices, change);
  const count = await client.$executeRaw`
    UPDATE device
    SET organization_id = ${to}::uuid, site_id = NULL, owned_since = ${at}, updated_at = ${at},
      name = CASE WHEN former.kind = 'customer' THEN device.serial_number ELSE device.name END,
      system_name = CASE WHEN former.kind = 'customer' THEN NULL ELSE device.system_name END,
      system_named_at = CASE WHEN former.kind = 'customer' THEN NULL ELSE device.system_named_at END
    FROM organization former
    WHERE former.id = device.organization_id AND device.id IN (${devices})`;
  return { count, revoked: revoked.map((row) => leftFrom(row, at)) };
}

interface LeftRow {
  readonly serial_number: string;
  readonly fingerprint: string | null;
  readonly device_id: string;
}

const leftFrom = (row: LeftRow, revokedAt: Date): LeftCertificate => ({
  serialNumber: row.serial_number,
  fingerprintSha256: row.fingerprint,
  deviceId: deviceId(row.device_id),
  revokedAt,
  reason: LEAVING,
});
