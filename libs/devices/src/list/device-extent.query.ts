import { grantedSites, organizationsIn, type Scope } from '#libs/identity';
import { Prisma, type RegistryDatabase } from '#prisma';
import type { DeviceSelection } from './device-list.js';
import { type SearchedColumn, searchedColumns } from './device-search.query.js';

/**
 * Up to so many organizations each give their first devices, by their own indexes. Beyond, all devices are walked in the
 * order of the sort and those of other organizations skipped.
 */
const ORGANIZATIONS_APART = 20_000;
/** The same for who sees the whole platform: then nothing has to be skipped, but for filters. */
const ORGANIZATIONS_APART_FROM_ROOT = 2_000;

/** A search of which it is known how many devices meet it in each column, counted up to a limit. */
export interface MeasuredSearch {
  readonly columns: readonly (SearchedColumn & { readonly isNarrow: boolean })[];
  /** In each column it is met by few enough to read them all. */
  readonly isNarrow: boolean;
}

/** What a page is looked for in. */
export interface DeviceExtent {
  /** Ids of the organizations that are looked at, as a subquery. */
  readonly organizations: Prisma.Sql;
  /** none; one; apart: each by itself; together: all at once. */
  readonly manner: 'none' | 'one' | 'apart' | 'together';
  /** The one. */
  readonly organizationId: string | null;
  /** Somebody shared a site with who asks. */
  readonly hasGrants: boolean;
  /** All must be met. */
  readonly searches: readonly MeasuredSearch[];
}

interface ExtentRow {
  readonly organizations: number;
  readonly first: string | null;
  readonly has_grants: boolean;
}

/**
 * Measures what is looked at, so that a page is read in the way that suits it: two statements, each bounded.
 *
 * @param fetchedAtMost devices a search may meet in one column to count as narrow
 */
export async function readDeviceExtent(
  { client }: RegistryDatabase,
  { paths, grantee }: Scope,
  { organizationId, assignment, searches }: DeviceSelection,
  now: Date,
  fetchedAtMost: number,
): Promise<DeviceExtent> {
  const organizations = Prisma.sql`
    SELECT own.id
    FROM organization own
    WHERE own.id IN (${organizationsIn(paths, organizationId)}) AND ${ofKind(assignment)}`;
  const [row] = await client.$queryRaw<ExtentRow[]>`
    SELECT count(*)::int AS organizations, min(own.id::text) AS first, EXISTS (${grantedSites(grantee, now)}) AS has_grants
    FROM (${organizations} LIMIT ${ORGANIZATIONS_APART + 1}) own`;
  const { organizations: count = 0, first = null, has_grants: hasGrants = false } = row ?? {};
  const manner = mannerOf(count, paths);
  const extent = { organizations, manner, organizationId: first, hasGrants };
  const columns = searches.map(searchedColumns);
  if (columns.flat().length === 0 || (manner === 'none' && !hasGrants)) return { ...extent, searches: [] };
  const own = manner === 'one' ? Prisma.sql`l.organization_id = ${first}::uuid` : Prisma.sql`TRUE`;
  const counts = columns.flat().map(
    ({ range }) => Prisma.sql`
      (SELECT count(*)::int FROM (SELECT FROM device_listing l WHERE ${own} AND ${range} LIMIT ${fetchedAtMost + 1}) few)`,
  );
  const [met] = await client.$queryRaw<{ readonly devices: number[] }[]>`
    SELECT ARRAY[${Prisma.join(counts)}] AS devices`;
  let place = 0;
  const measured = columns.map((search) => {
    const known = search.map((each) => ({ ...each, isNarrow: (met?.devices[place++] ?? 0) <= fetchedAtMost }));
    return { columns: known, isNarrow: known.every(({ isNarrow }) => isNarrow) };
  });
  return { ...extent, searches: measured };
}

function mannerOf(organizations: number, paths: readonly string[]): DeviceExtent['manner'] {
  if (organizations === 0) return 'none';
  if (organizations === 1) return 'one';
  return organizations <= (paths.some(isRoot) ? ORGANIZATIONS_APART_FROM_ROOT : ORGANIZATIONS_APART)
    ? 'apart'
    : 'together';
}

/** Whether a path is the operator's, `/<id>/`: everything is below it. */
const isRoot = (path: string) => path.split('/').length === 3;

/** Devices in stock belong to a provider or the operator, assigned ones to a customer (R0-14, R0-15). */
function ofKind(assignment: DeviceSelection['assignment']): Prisma.Sql {
  if (assignment === undefined) return Prisma.sql`TRUE`;
  return assignment === 'assigned' ? Prisma.sql`own.kind = 'customer'` : Prisma.sql`own.kind <> 'customer'`;
}
