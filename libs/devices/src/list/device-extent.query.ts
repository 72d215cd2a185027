import { grantedSites, organizationsIn, type Scope } from '#libs/identity';
import { Prisma, type RegistryDatabase } from '#prisma';
import { type Facet, filteredRanges } from './device-filter.query.js';
import type { DeviceSearch, DeviceSelection } from './device-list.js';
import { type ModelKeys, type SearchedColumn, searchedColumns } from './device-search.query.js';
import { deviceSorts, type FreshOrder } from './device-sort.query.js';

/**
 * Up to so many ranges of indexes, one an organization or some, each give their first devices. Beyond, all devices are walked in the
 * order of the sort and those of other organizations skipped.
 */
const RANGES_APART = 20_000;
/** The same for who sees the whole platform: then nothing has to be skipped, but for filters. */
const RANGES_APART_FROM_ROOT = 2_000;

/** Fresh devices of which the last sign of life is looked up to sort them: some 40 ms. */
const LOOKED_UP_AT_MOST = 20_000;

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
  /** The manner for a count, which no facet of a sort parts into ranges. */
  readonly mannerOfCount: DeviceExtent['manner'];
  /** The one. */
  readonly organizationId: string | null;
  /** Somebody shared a site with who asks. */
  readonly hasGrants: boolean;
  /** All must be met. */
  readonly searches: readonly MeasuredSearch[];
  readonly fresh: FreshOrder;
}

interface ExtentRow {
  readonly organizations: number;
  readonly first: string | null;
  readonly has_grants: boolean;
}

/**
 * Measures what is looked at, so that a page is read in the way that suits it: two statements, each bounded, and one for models.
 *
 * @param fetchedAtMost devices a search may meet in one column to count as narrow
 */
export async function readDeviceExtent(
  { client }: RegistryDatabase,
  { paths, grantee }: Scope,
  selection: DeviceSelection,
  now: Date,
  fetchedAtMost: number,
): Promise<DeviceExtent> {
  const { organizationId, assignment, searches, sort } = selection;
  const organizations = Prisma.sql`
    SELECT own.id
    FROM organization own
    WHERE own.id IN (${organizationsIn(paths, organizationId)}) AND ${ofKind(assignment)}`;
  const [row] = await client.$queryRaw<ExtentRow[]>`
    SELECT count(*)::int AS organizations, min(own.id::text) AS first, EXISTS (${grantedSites(grantee, now)}) AS has_grants
    FROM (${organizations} LIMIT ${RANGES_APART + 1}) own`;
  const { organizations: count = 0, first = null, has_grants: hasGrants = false } = row ?? {};
  const mannerBy = (facet: Facet | undefined) => mannerOf(count, filteredRanges(selection, facet).length, paths);
  const manner = mannerBy(deviceSorts[sort].partedBy);
  const extent: DeviceExtent = {
    organizations,
    manner,
    mannerOfCount: mannerBy(undefined),
    organizationId: first,
    hasGrants,
    searches: [],
    fresh: 'as-one',
  };
  const keys = await modelKeys(client, searches);
  const columns = searches.map((search) => searchedColumns(search, keys));
  const isBySeen = deviceSorts[sort].partedBy === 'freshness';
  if ((columns.flat().length === 0 && !isBySeen) || (manner === 'none' && !hasGrants)) return extent;
  const own = manner === 'one' ? Prisma.sql`l.organization_id = ${first}::uuid` : Prisma.sql`TRUE`;
  const upTo = (most: number, rows: Prisma.Sql) =>
    Prisma.sql`(SELECT count(*)::int FROM (${rows} LIMIT ${most + 1}) few)`;
  const counts = columns
    .flat()
    .map(({ range }) => upTo(fetchedAtMost, Prisma.sql`SELECT FROM device_listing l WHERE ${own} AND ${range}`));
  const lookedUpAtMost = Math.min(fetchedAtMost, LOOKED_UP_AT_MOST);
  const fresh = isBySeen ? upTo(lookedUpAtMost, freshIn(extent, lookedUpAtMost)) : Prisma.sql`0`;
  const [met] = await client.$queryRaw<{ readonly devices: number[] }[]>`
    SELECT ARRAY[${Prisma.join([fresh, ...counts])}] AS devices`;
  const [freshDevices = 0, ...devices] = met?.devices ?? [];
  let place = 0;
  const measured = columns.map((search) => {
    const known = search.map((each) => ({ ...each, isNarrow: (devices[place++] ?? 0) <= fetchedAtMost }));
    return { columns: known, isNarrow: known.every(({ isNarrow }) => isNarrow) };
  });
  return { ...extent, searches: measured, fresh: freshDevices <= lookedUpAtMost ? 'exact' : 'as-one' };
}

/** What the database has for the models that are looked for; unknown ones have nothing. */
async function modelKeys(client: RegistryDatabase['client'], searches: readonly DeviceSearch[]): Promise<ModelKeys> {
  const names = searches.flatMap(({ models = [] }) => models);
  if (names.length === 0) return new Map();
  const rows = await client.$queryRaw<{ readonly name: string; readonly key: number }[]>`
    SELECT name, key FROM device_model WHERE name = ANY (${names}::text[])`;
  return new Map(rows.map(({ name, key }) => [name, key]));
}

/** Fresh devices of the organizations looked at; of all where those are too many to be looked at one by one. */
function freshIn({ manner, organizations, organizationId }: DeviceExtent, most: number): Prisma.Sql {
  const fresh = Prisma.sql`SELECT FROM device_listing l WHERE l.freshness = 'fresh'`;
  if (manner === 'none' || manner === 'together') return fresh;
  if (manner === 'one') return Prisma.sql`${fresh} AND l.organization_id = ${organizationId}::uuid`;
  return Prisma.sql`
    SELECT
    FROM (${organizations}) own
    CROSS JOIN LATERAL (${fresh} AND l.organization_id = own.id LIMIT ${most + 1}) l`;
}

function mannerOf(organizations: number, ranges: number, paths: readonly string[]): DeviceExtent['manner'] {
  if (organizations === 0) return 'none';
  if (organizations === 1) return 'one';
  return organizations * ranges <= (paths.some(isRoot) ? RANGES_APART_FROM_ROOT : RANGES_APART) ? 'apart' : 'together';
}

/** Whether a path is the operator's, `/<id>/`: everything is below it. */
const isRoot = (path: string) => path.split('/').length === 3;

/** Devices in stock belong to a provider or the operator, assigned ones to a customer (R0-14, R0-15). */
function ofKind(assignment: DeviceSelection['assignment']): Prisma.Sql {
  if (assignment === undefined) return Prisma.sql`TRUE`;
  return assignment === 'assigned' ? Prisma.sql`own.kind = 'customer'` : Prisma.sql`own.kind <> 'customer'`;
}
