import type { RegistryDatabase } from '#prisma';
import { RESERVATION_COUNTS_MS } from '../enrollment/enrollment.js';

/** How many certificates of the device are valid, those reserved in the last minute included: they may be on their way. */
export function countValidCertificates(
  client: RegistryDatabase['client'],
  deviceId: string,
  now: Date,
): Promise<number> {
  const underWay = { issuedAt: null, reservedAt: { gt: new Date(now.getTime() - RESERVATION_COUNTS_MS) } };
  return client.certificate.count({
    where: { deviceId, revokedAt: null, OR: [{ notAfter: { gte: now } }, underWay] },
  });
}
