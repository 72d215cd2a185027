import type { RevocationReason } from '#libs/pki';
import { Prisma } from '#prisma';

/** Why certificates of a device end that leaves a customer. */
export const LEAVING = 'affiliationChanged' satisfies RevocationReason;

/**
 * Revokes what devices have of certificates when they leave a customer: whoever kept a key must not speak as a device that is
 * another's (RFC 5280 §5.3.1, affiliationChanged). To be executed before the devices are transferred.
 *
 * @param devices subquery of their ids
 */
export const revokeOnLeaving = (devices: Prisma.Sql, at: Date) => Prisma.sql`
  UPDATE certificate
  SET revoked_at = ${at}::timestamptz, revocation_reason = ${LEAVING}
  FROM device
  JOIN organization former ON former.id = device.organization_id
  WHERE certificate.device_id = device.id
    AND device.id IN (${devices})
    AND former.kind = 'customer'
    AND certificate.revoked_at IS NULL
    AND (certificate.not_after IS NULL OR certificate.not_after >= ${at}::timestamptz)`;
