import { grantedSites, type Scope } from '#libs/identity';
import { Prisma, type RegistryDatabase } from '#prisma';
import { type DeviceExtent, type MeasuredSearch, readDeviceExtent } from './device-extent.query.js';
import type { DevicePage, DeviceSelection } from './device-list.js';
import {
  type ListedDeviceRow,
  listedDeviceColumns,
  listedDeviceFrom,
  listedDeviceTables,
} from './device-rows.query.js';
import { metIn } from './device-search.query.js';
import { deviceSorts } from './device-sort.query.js';

/** What every part of a page selects from `l`: enough to sort, and to fetch the rest by. */
const sorted = Prisma.sql`l.device_id, l.serial_number, l.name_key, l.created_at`;

/** The parts of a page are each in the order of the sort and at most a page long; together they hold the page. */
interface PageParts {
  readonly selection: DeviceSelection;
  readonly extent: DeviceExtent;
  /** What is asked of each device. */
  readonly wanted: Prisma.Sql;
  readonly cut: Prisma.Sql;
}

/** Conditions on `l` that an index with the sort serves, one at a time, and the place to go on from. */
function wantedOf({ lifecycle, connectivity, freshness, certificate, ...selection }: DeviceSelection): Prisma.Sql {
  const conditions = [Prisma.sql`TRUE`];
  if (lifecycle !== undefined) conditions.push(Prisma.sql`l.lifecycle = ${lifecycle}::device_lifecycle`);
  if (connectivity !== undefined) conditions.push(Prisma.sql`l.connectivity = ${connectivity}`);
  if (freshness !== undefined) conditions.push(Prisma.sql`l.freshness = ${freshness}`);
  if (certificate !== undefined) conditions.push(Prisma.sql`l.certificate_state = ${certificate}`);
  if (selection.installed !== undefined)
    conditions.push(selection.installed ? Prisma.sql`l.is_installed` : Prisma.sql`NOT l.is_installed`);
  if (selection.cursor !== undefined) conditions.push(deviceSorts[selection.sort].after(selection.cursor));
  return Prisma.join(conditions, ' AND ');
}

/** Devices of the organizations looked at, walked in the order of the sort by an index of each. */
function walked({ extent, wanted, cut }: PageParts, condition: Prisma.Sql): Prisma.Sql {
  if (extent.manner === 'apart') {
    return Prisma.sql`
      SELECT ${sorted}
      FROM (${extent.organizations}) own
      CROSS JOIN LATERAL (
        SELECT ${sorted}
        FROM device_listing l
        WHERE l.organization_id = own.id AND ${wanted} AND ${condition}
        ${cut}
      ) l
      ${cut}`;
  }
  return Prisma.sql`
    SELECT ${sorted}
    FROM device_listing l
    WHERE ${isOwn(extent)} AND ${wanted} AND ${condition}
    ${cut}`;
}

const isOwn = ({ manner, organizationId, organizations }: DeviceExtent) =>
  manner === 'one'
    ? Prisma.sql`l.organization_id = ${organizationId}::uuid`
    : Prisma.sql`l.organization_id IN (${organizations})`;

/** Few rows, fetched by what makes them few; only then are they filtered and sorted. */
function fetched({ extent, wanted, cut }: PageParts, rows: Prisma.Sql, condition: Prisma.Sql): Prisma.Sql {
  return Prisma.sql`
    SELECT ${sorted}
    FROM (${rows} OFFSET 0) l
    WHERE ${isOwn(extent)} AND ${wanted} AND ${condition}
    ${cut}`;
}

/** Devices that meet all searches: found by the narrowest, or by a walk if none is narrow. */
function searched(parts: PageParts): readonly Prisma.Sql[] {
  const { extent, selection } = parts;
  const driving = extent.searches.find(({ isNarrow }) => isNarrow) ?? extent.searches[0];
  if (!driving) return [walked(parts, Prisma.sql`TRUE`)];
  const others = allMet(extent.searches.filter((search) => search !== driving));
  // Without a filter the index of the search holds all that is needed.
  const needed = hasFilter(selection, extent) ? Prisma.sql`l.*` : Prisma.sql`l.organization_id, ${sorted}`;
  const inOne = extent.manner === 'one' ? isOwn(extent) : Prisma.sql`TRUE`;
  return driving.columns.map(({ name, range, filter, isNarrow }) => {
    if (isNarrow)
      return fetched(parts, Prisma.sql`SELECT ${needed} FROM device_listing l WHERE ${inOne} AND ${range}`, others);
    const isSorted = selection.sort.replace('-', '') === name;
    return walked(parts, Prisma.sql`${isSorted ? range : filter} AND ${others}`);
  });
}

const hasFilter = (
  { lifecycle, connectivity, freshness, certificate, installed }: DeviceSelection,
  extent: DeviceExtent,
) =>
  [lifecycle, connectivity, freshness, certificate, installed].some((filter) => filter !== undefined) ||
  extent.searches.length > 1;

const allMet = (searches: readonly MeasuredSearch[]): Prisma.Sql =>
  Prisma.join([Prisma.sql`TRUE`, ...searches.map(({ columns }) => metIn(columns))], ' AND ');

/** Devices at sites that others shared: few beside a fleet, so they are fetched and sorted. */
function granted({ selection, extent, wanted, cut }: PageParts, { grantee }: Scope, now: Date): Prisma.Sql {
  const { organizationId, siteId, assignment } = selection;
  const conditions = [wanted, allMet(extent.searches)];
  if (organizationId !== undefined) conditions.push(Prisma.sql`l.organization_id = ${organizationId}::uuid`);
  if (siteId !== undefined) conditions.push(Prisma.sql`d.site_id = ${siteId}::uuid`);
  // Whatever stands at a site belongs to somebody who has one.
  if (assignment === 'unassigned') conditions.push(Prisma.sql`FALSE`);
  return Prisma.sql`
    SELECT ${sorted}
    FROM device d
    JOIN device_listing l ON l.device_id = d.id
    WHERE d.site_id IN (${grantedSites(grantee, now)}) AND ${Prisma.join(conditions, ' AND ')}
    ${cut}`;
}

function partsOf(parts: PageParts, scope: Scope, now: Date): readonly Prisma.Sql[] {
  const { selection, extent } = parts;
  const own = () => {
    if (extent.manner === 'none') return [];
    if (selection.siteId === undefined) return searched(parts);
    const there = Prisma.sql`
      SELECT l.*
      FROM device d
      JOIN device_listing l ON l.device_id = d.id
      WHERE d.site_id = ${selection.siteId}::uuid`;
    return [fetched(parts, there, allMet(extent.searches))];
  };
  return extent.hasGrants ? [...own(), granted(parts, scope, now)] : own();
}

/** Reads one page of devices in at most three statements: what is looked at, how many meet a search, then the page. */
export async function readDevicePage(
  database: RegistryDatabase,
  scope: Scope,
  selection: DeviceSelection,
  now: Date,
  fetchedAtMost: number,
): Promise<DevicePage> {
  const extent = await readDeviceExtent(database, scope, selection, now, fetchedAtMost);
  const { orderOf, placeIn } = deviceSorts[selection.sort];
  const cut = Prisma.sql`ORDER BY ${orderOf(Prisma.sql`l`)} LIMIT ${selection.limit + 1}`;
  const parts = partsOf({ selection, extent, wanted: wantedOf(selection), cut }, scope, now);
  if (parts.length === 0) return { devices: [], next: undefined };
  const all = parts.map((part) => Prisma.sql`(${part})`);
  const rows = await database.client.$queryRaw<ListedDeviceRow[]>`
    SELECT ${listedDeviceColumns}
    FROM (SELECT ${sorted} FROM (${Prisma.join(all, ' UNION ')}) l ${cut}) l
    JOIN device d ON d.id = l.device_id
    ${listedDeviceTables(now)}
    ORDER BY ${orderOf(Prisma.sql`l`)}`;
  const page = rows.slice(0, selection.limit);
  const last = rows.length > selection.limit ? page.at(-1) : undefined;
  return {
    devices: page.map(listedDeviceFrom),
    next: last && [selection.sort, placeIn(last), last.id],
  };
}
