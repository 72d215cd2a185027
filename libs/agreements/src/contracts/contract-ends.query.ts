import { organizationsIn, type Scope } from '#libs/identity';
import type { MonthCount, OrganizationId } from '#libs/kernel';
import type { RegistryDatabase } from '#prisma';

/** When contracts end, counted. */
export class ContractEnds {
  constructor(private readonly database: RegistryDatabase) {}

  /** How many that nothing renews end in each month, from a day such as `2026-12-01` on. */
  byMonth({ paths }: Scope, customerId: OrganizationId | undefined, from: string): Promise<readonly MonthCount[]> {
    return this.database.client.$queryRaw<MonthCount[]>`
      SELECT to_char(k.end_date, 'YYYY-MM') AS month, count(*)::int AS count
      FROM service_contract k
      WHERE k.customer_id IN (${organizationsIn(paths, customerId)}) AND k.end_date >= ${from}::date
        AND NOT EXISTS (SELECT FROM service_contract r WHERE r.renews_id = k.id)
      GROUP BY 1`;
  }
}
