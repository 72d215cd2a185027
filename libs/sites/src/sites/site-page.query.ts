import { grantedTo, organizationsIn, type Scope } from '#libs/identity';
import { organizationId } from '#libs/kernel';
import { nameOrder, Prisma, type RegistryDatabase } from '#prisma';
import type { AccessToSite, ListedSite, SiteSelection, SiteSort } from './site.js';

interface SiteRow {
  readonly id: string;
  readonly organization_id: string;
  readonly organization_name: string;
  readonly name: string;
  readonly address: string | null;
  readonly lat: number | null;
  readonly lon: number | null;
  readonly time_zone: string | null;
  readonly access: AccessToSite;
  readonly devices: number;
  readonly assets: number;
  readonly created_at: Date;
  readonly updated_at: Date;
  readonly name_key: string;
}

const siteOrder = nameOrder(Prisma.sql`s.name`);

/** How rows `s` are ordered, and which of them come after a place; the names match the indexes' expressions. */
const sorts: Readonly<
  Record<SiteSort, { readonly order: Prisma.Sql; readonly after: (key: string, id: string) => Prisma.Sql }>
> = {
  name: {
    order: Prisma.sql`${siteOrder}, s.id`,
    after: (key, id) => Prisma.sql`(${siteOrder}, s.id) > (${key}, ${id}::uuid)`,
  },
  '-name': {
    order: Prisma.sql`${siteOrder} DESC, s.id DESC`,
    after: (key, id) => Prisma.sql`(${siteOrder}, s.id) < (${key}, ${id}::uuid)`,
  },
  createdAt: {
    order: Prisma.sql`s.created_at, s.id`,
    after: (key, id) => Prisma.sql`(s.created_at, s.id) > (${key}::timestamptz, ${id}::uuid)`,
  },
  '-createdAt': {
    order: Prisma.sql`s.created_at DESC, s.id DESC`,
    after: (key, id) => Prisma.sql`(s.created_at, s.id) < (${key}::timestamptz, ${id}::uuid)`,
  },
};

function wantedOf({
  id,
  organizationId: owner,
  nameContains,
  addressContains,
  after,
  sort,
}: SiteSelection): Prisma.Sql {
  const conditions = [Prisma.sql`TRUE`];
  if (id !== undefined) conditions.push(Prisma.sql`s.id = ${id}::uuid`);
  if (owner !== undefined) conditions.push(Prisma.sql`s.organization_id = ${owner}::uuid`);
  if (nameContains !== undefined) conditions.push(Prisma.sql`s.name ILIKE ${containing(nameContains)}`);
  if (addressContains !== undefined) conditions.push(Prisma.sql`s.address ILIKE ${containing(addressContains)}`);
  if (after !== undefined) conditions.push(sorts[sort].after(...after));
  return Prisma.join(conditions, ' AND ');
}

const containing = (text: string) => `%${text.replaceAll(/[\\%_]/g, '\\$&')}%`;

/**
 * Reads one page of sites with what stands there, in one statement: one's own and those that others shared, each part
 * cut to a page in the order of the sort before they meet. What stands there is counted for the page alone.
 */
export async function readSitePage(
  database: RegistryDatabase,
  { paths, grantee }: Scope,
  selection: SiteSelection,
  now: Date,
): Promise<readonly ListedSite[]> {
  const { sort, limit, shared } = selection;
  const wanted = wantedOf(selection);
  const cut = Prisma.sql`ORDER BY ${sorts[sort].order} LIMIT ${limit}`;
  const own = Prisma.sql`
    SELECT s.*, 'own' AS access
    FROM site s
    WHERE s.organization_id IN (${organizationsIn(paths)}) AND ${wanted}
    ${cut}`;
  const granted = Prisma.sql`
    SELECT s.*, g.access
    FROM (
      SELECT g.site_id, max(g.access)::text AS access
      FROM site_grant g
      WHERE ${grantedTo(grantee, now)}
      GROUP BY g.site_id) g
    JOIN site s ON s.id = g.site_id
    WHERE s.organization_id NOT IN (${organizationsIn(paths)}) AND ${wanted}
    ${cut}`;
  const parts = [...(shared === true ? [] : [own]), ...(shared === false ? [] : [granted])];
  const rows = await database.client.$queryRaw<SiteRow[]>`
    SELECT s.id, s.organization_id, o.name AS organization_name, s.name, s.address, s.lat, s.lon, s.time_zone, s.access,
      s.created_at, s.updated_at, ${siteOrder} AS name_key,
      (SELECT count(*)::int FROM device d WHERE d.site_id = s.id) AS devices,
      (SELECT count(*)::int FROM asset a WHERE a.site_id = s.id) AS assets
    FROM (
      SELECT s.*
      FROM (${Prisma.join(
        parts.map((part) => Prisma.sql`(${part})`),
        ' UNION ALL ',
      )}) s
      ${cut}) s
    JOIN organization o ON o.id = s.organization_id
    ORDER BY ${sorts[sort].order}`;
  return rows.map((row) => listedSiteFrom(row, sort));
}

function listedSiteFrom(row: SiteRow, sort: SiteSort): ListedSite {
  return {
    id: row.id,
    organizationId: organizationId(row.organization_id),
    organizationName: row.organization_name,
    name: row.name,
    address: row.address,
    lat: row.lat,
    lon: row.lon,
    timeZone: row.time_zone,
    access: row.access,
    devices: row.devices,
    assets: row.assets,
    createdAt: row.created_at,
    updatedAt: row.updated_at,
    sortKey: sort.endsWith('name') ? row.name_key : row.created_at.toISOString(),
  };
}
