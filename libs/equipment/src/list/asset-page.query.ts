import { grantedSites, organizationsIn, type Scope } from '#libs/identity';
import { Prisma, type RegistryDatabase } from '#prisma';
import { seenFrom } from '../models/equipment-scope.query.js';
import { type AssetSearch, metBy, type SearchedColumn, searchesOf, wanted } from './asset-filter.query.js';
import type { AssetPage, AssetSelection } from './asset-list.js';
import { type ListedAssetRow, listedAssetColumns, listedAssetFrom, listedAssetTables } from './asset-rows.query.js';
import { assetSorts } from './asset-sort.query.js';

/** Up to so many organizations each give their first assets, by their own indexes; beyond, all are walked together. */
const ORGANIZATIONS_APART = 20_000;
/**
 * As many assets may meet a search that all of them are fetched, from the index alone, and sorted: a tenth of a million. Beyond,
 * the list is walked in its order, in which the next one that meets it is near.
 */
export const FETCHED_AT_MOST = 120_000;

/** So many assets are looked through in the order of the list before anything is counted: what many meet is found among them. */
const NEAR = 2_000;

/** What a page is looked for in. */
interface Extent {
  readonly organizations: number;
  /** The only one, if it is one. */
  readonly first: string | null;
  readonly has_grants: boolean;
  /** Ids of the models asked for; null: of all. */
  readonly models: readonly string[] | null;
}

async function readExtent(
  { client }: RegistryDatabase,
  { paths, grantee }: Scope,
  { organizationId, ...named }: AssetSelection,
  now: Date,
): Promise<Extent> {
  const kind = named.kind ?? null;
  const model = named.model ?? null;
  // A model that only the owner of a shared site has is found too: nothing of it is told but by the assets that stand there.
  const models = Prisma.sql`
    SELECT m.id
    FROM equipment_model m
    JOIN asset_kind k ON k.id = m.kind_id
    WHERE (${kind}::text IS NULL OR lower(k.name) = lower(${kind}::text))
      AND (${model}::text IS NULL OR lower(m.name) = lower(${model}::text))
      AND (${seenFrom(paths)} OR EXISTS (${grantedSites(grantee, now)}))
    LIMIT 10000`;
  const [row] = await client.$queryRaw<Extent[]>`
    SELECT count(*)::int AS organizations, min(own.id::text) AS first, EXISTS (${grantedSites(grantee, now)}) AS has_grants,
      CASE WHEN ${kind}::text IS NOT NULL OR ${model}::text IS NOT NULL THEN ARRAY(${models}) END AS models
    FROM (${organizationsIn(paths, organizationId)} LIMIT ${ORGANIZATIONS_APART + 1}) own`;
  return row ?? { organizations: 0, first: null, has_grants: false, models: null };
}

/** What every part of a page selects from `l`: enough to sort, and to fetch the rest by. */
const sorted = Prisma.sql`l.asset_id, l.name_key, l.serial_key, l.created_at, l.warranty_key`;

/** Everything a part of a page needs. */
interface Parts {
  readonly scope: Scope;
  readonly selection: AssetSelection;
  readonly extent: Extent;
  /** All must be met, and the conditions. */
  readonly searches: readonly AssetSearch[];
  readonly conditions: Prisma.Sql;
  readonly cut: Prisma.Sql;
  readonly fetchedAtMost: number;
}

const allMet = (searches: readonly AssetSearch[]) => Prisma.join([Prisma.sql`TRUE`, ...searches.map(metBy)], ' AND ');

/** Of one organization: in the order of the sort, if enough is near its beginning; else by what makes the search narrow. */
async function ofOne(database: RegistryDatabase, parts: Parts): Promise<Prisma.Sql> {
  const { extent, searches, conditions, cut } = parts;
  const own = Prisma.sql`l.organization_id = ${extent.first}::uuid`;
  const [driving] = searches;
  if (!driving) return Prisma.sql`SELECT ${sorted} FROM asset_listing l WHERE ${own} AND ${conditions} ${cut}`;
  const near = await nearBy(database, own, parts);
  if (near) return Prisma.sql`SELECT ${sorted} FROM asset_listing l WHERE l.asset_id = ANY (${near}::uuid[])`;
  const measured = await measure(database, own, parts);
  const chosen = measured.find(({ columns }) => columns.every(({ isNarrow }) => isNarrow)) ?? measured[0];
  const others = searches.filter((search) => search !== chosen?.search);
  const found = (chosen?.columns ?? []).map((column) => inColumn(column, own, others, parts));
  return Prisma.sql`SELECT ${sorted} FROM (${Prisma.join(found, ' UNION ')}) l ${cut}`;
}

/** The ids of a whole page, if it is filled by the first assets in the order of the sort. */
async function nearBy(
  { client }: RegistryDatabase,
  own: Prisma.Sql,
  { selection, searches, conditions, cut, fetchedAtMost }: Parts,
): Promise<string[] | undefined> {
  const rows = await client.$queryRaw<{ readonly asset_id: string }[]>`
    SELECT l.asset_id
    FROM (
      SELECT l.*
      FROM asset_listing l
      WHERE ${own} AND ${conditions}
      ORDER BY ${assetSorts[selection.sort].order}
      LIMIT ${Math.min(NEAR, fetchedAtMost)}
    ) l
    WHERE ${allMet(searches)}
    ${cut}`;
  return rows.length > selection.limit ? rows.map((row) => row.asset_id) : undefined;
}

type MeasuredColumn = SearchedColumn & { readonly isNarrow: boolean };

/** Of each column of each search, whether few enough assets meet it to fetch them all: counted in one statement. */
async function measure(
  { client }: RegistryDatabase,
  own: Prisma.Sql,
  { searches, fetchedAtMost }: Parts,
): Promise<readonly { readonly search: AssetSearch; readonly columns: readonly MeasuredColumn[] }[]> {
  const counts = searches
    .flat()
    .map(
      ({ range }) =>
        Prisma.sql`(SELECT count(*)::int FROM (SELECT FROM asset_listing l WHERE ${own} AND ${range} LIMIT ${fetchedAtMost + 1}) few)`,
    );
  const [met] = await client.$queryRaw<{ readonly assets: number[] }[]>`SELECT ARRAY[${Prisma.join(counts)}] AS assets`;
  let place = 0;
  return searches.map((search) => ({
    search,
    columns: search.map((column) => ({ ...column, isNarrow: (met?.assets[place++] ?? 0) <= fetchedAtMost })),
  }));
}

/** The first assets that meet a search in this column, and all others. */
function inColumn(
  { range, filter, along, isNarrow }: MeasuredColumn,
  own: Prisma.Sql,
  others: readonly AssetSearch[],
  { selection, conditions, cut }: Parts,
): Prisma.Sql {
  const rest = Prisma.sql`${conditions} AND ${allMet(others)}`;
  if (isNarrow) {
    const hasFilter = selection.connection !== undefined || selection.installed !== undefined;
    // Without others and without a filter the index of the search holds all that is needed.
    const needed = hasFilter || others.length > 0 ? Prisma.sql`l.*` : sorted;
    return Prisma.sql`(
      SELECT ${sorted}
      FROM (SELECT ${needed} FROM asset_listing l WHERE ${own} AND ${range} OFFSET 0) l
      WHERE ${rest}
      ${cut})`;
  }
  if (along === 'modelNumber') {
    return Prisma.sql`(
      WITH RECURSIVE number AS (
        (SELECT l.model_key FROM asset_listing l WHERE ${own} AND ${range} ORDER BY l.model_key LIMIT 1)
        UNION ALL
        SELECT (
          SELECT l.model_key
          FROM asset_listing l
          WHERE ${own} AND ${range} AND l.model_key > number.model_key
          ORDER BY l.model_key
          LIMIT 1)
        FROM number
        WHERE number.model_key IS NOT NULL
      )
      SELECT ${sorted}
      FROM number
      CROSS JOIN LATERAL (
        SELECT ${sorted}
        FROM asset_listing l
        WHERE ${own} AND l.model_key = number.model_key AND ${rest}
        ${cut}
      ) l
      ${cut})`;
  }
  const isAlong = along === selection.sort.replace('-', '');
  return Prisma.sql`(SELECT ${sorted} FROM asset_listing l WHERE ${own} AND ${isAlong ? range : filter} AND ${rest} ${cut})`;
}

/** Of several: each gives its first, or all are walked together. */
function ofSeveral({ scope, selection, extent, searches, conditions, cut }: Parts): Prisma.Sql {
  const organizations = organizationsIn(scope.paths, selection.organizationId);
  if (extent.organizations > ORGANIZATIONS_APART) {
    return Prisma.sql`
      SELECT ${sorted}
      FROM asset_listing l
      WHERE l.organization_id IN (${organizations}) AND ${conditions} AND ${allMet(searches)}
      ${cut}`;
  }
  const inRanges = searches.map(
    (search) =>
      Prisma.sql`(${Prisma.join(
        search.map(({ range }) => range),
        ' OR ',
      )})`,
  );
  return Prisma.sql`
    SELECT ${sorted}
    FROM (${organizations}) own
    CROSS JOIN LATERAL (
      SELECT ${sorted}
      FROM asset_listing l
      WHERE l.organization_id = own.id AND ${Prisma.join([conditions, ...inRanges], ' AND ')}
      ${cut}
    ) l
    ${cut}`;
}

/** At sites that others shared: few, so they are fetched and sorted. */
function granted({ scope, selection, searches, conditions, cut }: Parts, now: Date): Prisma.Sql {
  const { organizationId = null } = selection;
  return Prisma.sql`
    SELECT ${sorted}
    FROM asset_listing l
    WHERE l.site_id IN (${grantedSites(scope.grantee, now)})
      AND (${organizationId}::uuid IS NULL OR l.organization_id = ${organizationId}::uuid)
      AND ${conditions} AND ${allMet(searches)}
    ${cut}`;
}

/**
 * Reads one page of assets in at most four statements: what is looked at, whether the beginning of the list is enough, how
 * many meet a search, then the page.
 */
export async function readAssetPage(
  database: RegistryDatabase,
  scope: Scope,
  selection: AssetSelection,
  now: Date,
  fetchedAtMost: number,
): Promise<AssetPage> {
  const extent = await readExtent(database, scope, selection, now);
  const { order, placeIn } = assetSorts[selection.sort];
  const cut = Prisma.sql`ORDER BY ${order} LIMIT ${selection.limit + 1}`;
  const searches = searchesOf(selection, extent.models ?? undefined, now);
  const parts: Parts = { scope, selection, extent, searches, conditions: wanted(selection), cut, fetchedAtMost };
  const found: Prisma.Sql[] = [];
  if (extent.organizations === 1) found.push(await ofOne(database, parts));
  if (extent.organizations > 1) found.push(ofSeveral(parts));
  if (extent.has_grants) found.push(granted(parts, now));
  if (found.length === 0) return { assets: [], next: undefined };
  const all = found.map((part) => Prisma.sql`(${part})`);
  const rows = await database.client.$queryRaw<ListedAssetRow[]>`
    SELECT ${listedAssetColumns}
    FROM (SELECT ${sorted} FROM (${Prisma.join(all, ' UNION ')}) l ${cut}) l
    JOIN asset a ON a.id = l.asset_id
    ${listedAssetTables}
    ORDER BY ${order}`;
  const page = rows.slice(0, selection.limit);
  const last = rows.length > selection.limit ? page.at(-1) : undefined;
  return {
    assets: page.map(listedAssetFrom),
    next: last && [selection.sort, placeIn(last), last.id],
  };
}
