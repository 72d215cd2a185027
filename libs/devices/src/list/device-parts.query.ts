import type { DevicePlace } from '#libs/contracts/http';
import { grantedSites, type Scope } from '#libs/identity';
import { Prisma } from '#prisma';
import type { DeviceExtent, MeasuredSearch } from './device-extent.query.js';
import { type FilteredRange, filteredBy, filteredRanges, hasFilter } from './device-filter.query.js';
import type { DeviceSelection } from './device-list.js';
import { metIn } from './device-search.query.js';
import { type DeviceSort, deviceSorts, ownerOrder, ownersInOrder, type Walk } from './device-sort.query.js';

/** What parts are put together for: a page in the order of the sort, or a count, for which any order will do. */
export interface Purpose {
  readonly selection: DeviceSelection;
  readonly extent: DeviceExtent;
  /** Undefined: for a count. */
  readonly sort: DeviceSort | undefined;
  /** Rows of a part, at most. */
  readonly limit: number;
}

const all = (conditions: readonly Prisma.Sql[]): Prisma.Sql => Prisma.join([Prisma.sql`TRUE`, ...conditions], ' AND ');

const allMet = (searches: readonly MeasuredSearch[]): Prisma.Sql => all(searches.map(({ columns }) => metIn(columns)));

const columnsOf = ({ sort, extent }: Purpose): Prisma.Sql =>
  sort ? Prisma.sql`l.device_id, ${sort.columns(extent.fresh)}` : Prisma.sql`l.device_id`;

const cursorOf = ({ selection, sort }: Purpose): DevicePlace | undefined => (sort ? selection.cursor : undefined);

function cut(order: Prisma.Sql | undefined, limit: number): Prisma.Sql {
  return order ? Prisma.sql`ORDER BY ${order} LIMIT ${limit}` : Prisma.sql`LIMIT ${limit}`;
}

const isOwn = ({ manner, organizationId, organizations }: DeviceExtent): Prisma.Sql =>
  manner === 'one'
    ? Prisma.sql`l.organization_id = ${organizationId}::uuid`
    : Prisma.sql`l.organization_id IN (${organizations})`;

/** Devices of the organizations looked at, walked in the order of the sort by an index of each. */
function walked(purpose: Purpose, range: FilteredRange, condition: Prisma.Sql): readonly Prisma.Sql[] {
  const { extent, sort, limit } = purpose;
  const walk: Partial<Walk> | undefined = sort ? sort.walk(range.value, cursorOf(purpose), extent.fresh) : {};
  if (walk === undefined) return [];
  const { order, after = Prisma.sql`TRUE` } = walk;
  const wanted = Prisma.sql`${range.condition} AND ${condition} AND ${after} ${cut(order, limit)}`;
  if (sort?.isByOwner) return [walkedByOwner(purpose, wanted)];
  const columns = columnsOf(purpose);
  if (extent.manner !== 'apart')
    return [Prisma.sql`SELECT ${columns} FROM device_listing l WHERE ${isOwn(extent)} AND ${wanted}`];
  return [
    Prisma.sql`
      SELECT x.*
      FROM (${extent.organizations}) own
      CROSS JOIN LATERAL (
        SELECT ${columns}
        FROM device_listing l
        WHERE l.organization_id = own.id AND ${wanted}
      ) x
      ${cut(sort?.order, limit)}`,
  ];
}

/** Organizations in their order, each with its first devices, until a page is full. */
function walkedByOwner(purpose: Purpose, wanted: Prisma.Sql): Prisma.Sql {
  const { extent, selection, limit } = purpose;
  const { sort } = selection;
  return Prisma.sql`
    SELECT l.device_id, own.name_key AS place, own.id AS owner, l.serial_number AS serial
    FROM (${ownersInOrder(extent.organizations, sort, cursorOf(purpose))}) own
    CROSS JOIN LATERAL (
      SELECT l.device_id, l.serial_number
      FROM device_listing l
      WHERE l.organization_id = own.id AND ${wanted}
    ) l
    ${cut(ownerOrder(sort), limit)}`;
}

/** Few rows `l`, fetched by what makes them few; only then are they filtered and sorted. */
function fetched(purpose: Purpose, rows: Prisma.Sql, condition: Prisma.Sql): Prisma.Sql {
  const { sort, limit, selection } = purpose;
  const cursor = cursorOf(purpose);
  const after = sort && cursor ? sort.after(cursor) : Prisma.sql`TRUE`;
  return Prisma.sql`
    SELECT x.*
    FROM (
      SELECT ${columnsOf(purpose)}
      FROM (${rows} OFFSET 0) l
      WHERE ${condition} AND ${filteredBy(selection)}
    ) x
    WHERE ${after}
    ${cut(sort?.order, limit)}`;
}

/** What the indexes of searches hold beside what they search: without a filter nothing else is needed. */
const covered = Prisma.sql`l.organization_id, l.device_id, l.serial_number, l.name_key, l.created_at`;
const coveredSorts: readonly (DeviceSort | undefined)[] = [
  undefined,
  ...(['serialNumber', 'name', 'createdAt', 'organizationName'] as const).flatMap((field) => [
    deviceSorts[field],
    deviceSorts[`-${field}`],
  ]),
];

/** Devices that meet all searches: found by the narrowest, or by a walk if none is narrow. */
function searched(purpose: Purpose): readonly Prisma.Sql[] {
  const { extent, selection, sort } = purpose;
  const ranges = filteredRanges(selection, sort?.partedBy);
  const inRanges = (condition: Prisma.Sql) => ranges.flatMap((range) => walked(purpose, range, condition));
  const driving = extent.searches.find(({ isNarrow }) => isNarrow) ?? extent.searches[0];
  if (!driving) return inRanges(Prisma.sql`TRUE`);
  const others = extent.searches.filter((search) => search !== driving);
  const isCovered = coveredSorts.includes(sort) && !hasFilter(selection) && others.length === 0;
  const needed = isCovered ? covered : Prisma.sql`l.*`;
  const inOne = extent.manner === 'one' ? isOwn(extent) : Prisma.sql`TRUE`;
  return driving.columns.flatMap(({ name, range, filter, isNarrow }) => {
    if (isNarrow) {
      const rows = Prisma.sql`SELECT ${needed} FROM device_listing l WHERE ${inOne} AND ${range}`;
      return [fetched(purpose, rows, Prisma.sql`${isOwn(extent)} AND ${allMet(others)}`)];
    }
    const isSorted = selection.sort.replace('-', '') === name;
    return inRanges(Prisma.sql`${isSorted ? range : filter} AND ${allMet(others)}`);
  });
}

/** Devices at sites that others shared: few beside a fleet, so they are fetched and sorted. */
function granted(purpose: Purpose, { grantee }: Scope, now: Date): Prisma.Sql {
  const { selection, extent } = purpose;
  const { organizationId, siteId, assignment } = selection;
  const conditions = [Prisma.sql`d.site_id IN (${grantedSites(grantee, now)})`];
  if (organizationId !== undefined) conditions.push(Prisma.sql`l.organization_id = ${organizationId}::uuid`);
  if (siteId !== undefined) conditions.push(Prisma.sql`d.site_id = ${siteId}::uuid`);
  // Whatever stands at a site belongs to somebody who has one.
  if (assignment === 'unassigned') conditions.push(Prisma.sql`FALSE`);
  const rows = Prisma.sql`
    SELECT l.*
    FROM device d
    JOIN device_listing l ON l.device_id = d.id
    WHERE ${all(conditions)}`;
  return fetched(purpose, rows, allMet(extent.searches));
}

/** The parts that together hold what is looked for: each in the order of the sort, and no longer than the limit. */
export function partsOf(purpose: Purpose, scope: Scope, now: Date): readonly Prisma.Sql[] {
  const { selection, extent } = purpose;
  const own = () => {
    if (extent.manner === 'none') return [];
    if (selection.siteId === undefined) return searched(purpose);
    const there = Prisma.sql`
      SELECT l.*
      FROM device d
      JOIN device_listing l ON l.device_id = d.id
      WHERE d.site_id = ${selection.siteId}::uuid`;
    return [fetched(purpose, there, Prisma.sql`${isOwn(extent)} AND ${allMet(extent.searches)}`)];
  };
  return extent.hasGrants ? [...own(), granted(purpose, scope, now)] : own();
}

/** All parts as one: whatever two of them have is in there once. */
export const united = (parts: readonly Prisma.Sql[]): Prisma.Sql =>
  Prisma.join(
    parts.map((part) => Prisma.sql`(${part})`),
    ' UNION ',
  );
