import { organizationsIn, type Scope } from '#libs/identity';
import type { MonthCount, OrganizationId } from '#libs/kernel';
import type { RegistryDatabase } from '#prisma';

/** How many assets' warranties end in each month, from a day on. */
export function readWarrantyEnds(
  database: RegistryDatabase,
  { paths }: Scope,
  organizationId: OrganizationId | undefined,
  from: string,
): Promise<readonly MonthCount[]> {
  return database.client.$queryRaw<MonthCount[]>`
    SELECT to_char(a.warranty_end, 'YYYY-MM') AS month, count(*)::int AS count
    FROM asset a
    WHERE a.organization_id IN (${organizationsIn(paths, organizationId)}) AND a.warranty_end >= ${from}::date
    GROUP BY 1`;
}
