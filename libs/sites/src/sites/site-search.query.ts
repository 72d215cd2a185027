import { grantedSites, organizationsIn, type Scope } from '#libs/identity';
import { nameOrder, nameStart, Prisma, type RegistryDatabase } from '#prisma';

/** So many organizations are each asked for their sites; beyond, the index of all names is walked. */
const ORGANIZATIONS_APART = 1_000;

export interface FoundSite {
  readonly id: string;
  readonly name: string;
  readonly address: string | null;
  readonly organizationId: string;
  readonly organizationName: string;
}

const key = nameOrder(Prisma.sql`s.name`);

/** Sites whose name begins so: those of the scope's organizations, and those that others shared. */
export function sitesNamed(scope: Scope, apart: boolean, text: string, limit: number, now: Date): Prisma.Sql {
  const { range } = nameStart(key, text);
  const cut = Prisma.sql`ORDER BY ${key}, s.id LIMIT ${limit}`;
  const own = apart
    ? Prisma.sql`
        SELECT s.id
        FROM (${organizationsIn(scope.paths)}) own
        CROSS JOIN LATERAL (
          SELECT s.id, s.name FROM site s WHERE s.organization_id = own.id AND ${range} ${cut}) s
        ${cut}`
    : Prisma.sql`SELECT s.id FROM site s WHERE ${range} AND s.organization_id IN (${organizationsIn(scope.paths)}) ${cut}`;
  return Prisma.sql`
    SELECT s.id, s.name, s.address, o.id AS "organizationId",
      o.name AS "organizationName"
    FROM ((${own}) UNION (
      SELECT s.id FROM site s WHERE s.id IN (${grantedSites(scope.grantee, now)}) AND ${range} ${cut})) f
    JOIN site s ON s.id = f.id
    JOIN organization o ON o.id = s.organization_id
    ${cut}`;
}

/** Reads them in two statements, by name. */
export async function readSitesNamed(
  { client }: RegistryDatabase,
  scope: Scope,
  text: string,
  limit: number,
  now: Date,
): Promise<readonly FoundSite[]> {
  const [row] = await client.$queryRaw<{ organizations: number }[]>`
    SELECT count(*)::int AS organizations
    FROM (${organizationsIn(scope.paths)} LIMIT ${ORGANIZATIONS_APART + 1}) own`;
  const apart = (row?.organizations ?? 0) <= ORGANIZATIONS_APART;
  return client.$queryRaw<FoundSite[]>`${sitesNamed(scope, apart, text, limit, now)}`;
}
