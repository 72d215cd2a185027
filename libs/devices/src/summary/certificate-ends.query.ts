import { organizationsIn, type Scope } from '#libs/identity';
import type { MonthCount, OrganizationId } from '#libs/kernel';
import type { RegistryDatabase } from '#prisma';

/** How many devices that are not retired lose their last valid certificate in each month, by UTC, from a day on. */
export function readCertificateEnds(
  database: RegistryDatabase,
  { paths }: Scope,
  organizationId: OrganizationId | undefined,
  from: string,
): Promise<readonly MonthCount[]> {
  // A certificate turns from valid to expiring 30 days before its end, and then to expired (certificate_state_at).
  return database.client.$queryRaw<MonthCount[]>`
    SELECT to_char(ending.at AT TIME ZONE 'UTC', 'YYYY-MM') AS month, count(*)::int AS count
    FROM (
      SELECT l.certificate_turns_at + CASE l.certificate_state WHEN 'valid' THEN INTERVAL '30 days' ELSE INTERVAL '0' END AS at
      FROM device_listing l
      WHERE l.organization_id IN (${organizationsIn(paths, organizationId)}) AND l.certificate_state IN ('valid', 'expiring')
        AND l.lifecycle <> 'retired'
    ) ending
    WHERE ending.at >= ${from}::date
    GROUP BY 1`;
}
