import type { DeviceQuery } from '#libs/contracts';
import { Prisma, type RegistryDatabase } from '#prisma';
import type { DevicePage, DeviceSearch, DeviceSelection } from '../device-list.js';
import type { Scope } from '../scope.js';
import { type ListedDeviceRow, listedDeviceColumns, listedDeviceFrom, listedDeviceTables } from './device-rows.js';
import { AFTER_ANY, organizationsIn } from './scope.js';

type Sort = DeviceQuery['sort'];
type Cursor = NonNullable<DeviceQuery['cursor']>;

/**
 * Up to so many organizations each give their first devices, by their own indexes. Beyond, and for who sees the whole
 * platform, all devices are walked in the order of the sort and those of other organizations skipped.
 */
const ORGANIZATIONS_APART = 20_000;

/** How a sort is written: each matches one index by organization and one over all (see the migration of these indexes). */
interface SortText {
  readonly order: Prisma.Sql;
  readonly after: (cursor: Cursor) => Prisma.Sql;
  readonly placeIn: (row: ListedDeviceRow) => string;
}

const bySerialNumber = (row: ListedDeviceRow) => row.serial_number;
const byName = (row: ListedDeviceRow) => row.name_key;
const byCreation = (row: ListedDeviceRow) => row.created_at.toISOString();

const sorts: Readonly<Record<Sort, SortText>> = {
  serialNumber: {
    order: Prisma.sql`d.serial_number`,
    after: ([, value]) => Prisma.sql`d.serial_number > ${value}`,
    placeIn: bySerialNumber,
  },
  '-serialNumber': {
    order: Prisma.sql`d.serial_number DESC`,
    after: ([, value]) => Prisma.sql`d.serial_number < ${value}`,
    placeIn: bySerialNumber,
  },
  name: {
    order: Prisma.sql`lower(d.name) COLLATE "C", d.id`,
    after: ([, value, id]) => Prisma.sql`(lower(d.name) COLLATE "C", d.id) > (${value}, ${id}::uuid)`,
    placeIn: byName,
  },
  '-name': {
    order: Prisma.sql`lower(d.name) COLLATE "C" DESC, d.id DESC`,
    after: ([, value, id]) => Prisma.sql`(lower(d.name) COLLATE "C", d.id) < (${value}, ${id}::uuid)`,
    placeIn: byName,
  },
  createdAt: {
    order: Prisma.sql`d.created_at, d.id`,
    after: ([, value, id]) => Prisma.sql`(d.created_at, d.id) > (${value}::timestamptz, ${id}::uuid)`,
    placeIn: byCreation,
  },
  '-createdAt': {
    order: Prisma.sql`d.created_at DESC, d.id DESC`,
    after: ([, value, id]) => Prisma.sql`(d.created_at, d.id) < (${value}::timestamptz, ${id}::uuid)`,
    placeIn: byCreation,
  },
};

/** Texts that begin with the search, as ranges in byte order, each served by an index. */
function matching({ serialNumber, macAddress, name }: DeviceSearch): Prisma.Sql {
  const ranges = [
    Prisma.sql`(d.serial_number >= ${serialNumber} AND d.serial_number < ${serialNumber + AFTER_ANY})`,
    Prisma.sql`(lower(d.name) COLLATE "C" >= lower(${name}) AND lower(d.name) COLLATE "C" < lower(${name}) || ${AFTER_ANY})`,
  ];
  if (macAddress !== undefined) {
    ranges.push(Prisma.sql`(d.mac_address >= ${macAddress} AND d.mac_address < ${macAddress + AFTER_ANY})`);
  }
  return Prisma.sql`(${Prisma.join(ranges, ' OR ')})`;
}

/** @param presence condition on connectivity, in the form that suits the plan */
function wanted({ lifecycle, search, cursor, sort }: DeviceSelection, presence: Prisma.Sql): Prisma.Sql {
  const conditions = [presence];
  if (lifecycle !== undefined) conditions.push(Prisma.sql`d.lifecycle = ${lifecycle}::device_lifecycle`);
  if (search !== undefined) conditions.push(matching(search));
  if (cursor !== undefined) conditions.push(sorts[sort].after(cursor));
  return Prisma.join(conditions, ' AND ');
}

/** How many organizations are looked at, counted up to the limit above, and one of them. */
interface Extent {
  readonly organizations: number;
  readonly first: string | null;
}

/** The ids of the page's devices and one more. Three ways, because no one plan serves one, some and all organizations. */
function pageIds({ organizations, first }: Extent, paths: readonly string[], selection: DeviceSelection): Prisma.Sql {
  const { order } = sorts[selection.sort];
  const cut = Prisma.sql`ORDER BY ${order} LIMIT ${selection.limit + 1}`;
  if (organizations > 1 && organizations <= ORGANIZATIONS_APART && !paths.some(isRoot)) {
    return Prisma.sql`
      SELECT d.id
      FROM (${organizationsIn(paths)}) own
      CROSS JOIN LATERAL (
        SELECT d.id, d.serial_number, d.name, d.created_at
        FROM device d
        WHERE d.organization_id = own.id AND ${wanted(selection, probed(selection))}
        ${cut}
      ) d
      ${cut}`;
  }
  const own = organizations === 1 ? Prisma.sql`= ${first}::uuid` : Prisma.sql`IN (${organizationsIn(paths)})`;
  return Prisma.sql`
    SELECT d.id
    FROM device d
    LEFT JOIN telemetry.presence p ON p.device_key = d.key
    WHERE d.organization_id ${own} AND ${wanted(selection, joined(selection))}
    ${cut}`;
}

/** Whether a path is the operator's, `/<id>/`: everything is below it. */
const isRoot = (path: string) => path.split('/').length === 3;

/** Connectivity by a join with presence `p`, from either side: the planner knows how many are in each state. */
function joined({ connectivity }: DeviceSelection): Prisma.Sql {
  if (connectivity === undefined) return Prisma.sql`TRUE`;
  return connectivity === 'never' ? Prisma.sql`p.device_key IS NULL` : Prisma.sql`p.state = ${connectivity}`;
}

/** Connectivity looked up device by device in the order of the sort: it does not know how large each organization is. */
function probed({ connectivity }: DeviceSelection): Prisma.Sql {
  if (connectivity === undefined) return Prisma.sql`TRUE`;
  return Prisma.sql`
    coalesce((SELECT p.state FROM telemetry.presence p WHERE p.device_key = d.key), 'never') = ${connectivity}`;
}

/**
 * Reads one page of devices in two statements: which organizations are looked at, then the page.
 *
 * @param paths subtrees of organizations; nothing outside is found
 */
export async function readDevicePage(
  database: RegistryDatabase,
  { paths }: Scope,
  selection: DeviceSelection,
  now: Date,
): Promise<DevicePage> {
  const { client } = database;
  const [extent] = await client.$queryRaw<Extent[]>`
    SELECT count(*)::int AS organizations, min(own.id::text) AS first
    FROM (${organizationsIn(paths, selection.organizationId)} LIMIT ${ORGANIZATIONS_APART + 1}) own`;
  if (!extent || extent.organizations === 0) return { devices: [], next: undefined };
  const { order, placeIn } = sorts[selection.sort];
  const ids = pageIds(extent, paths, selection);
  const rows = await client.$queryRaw<ListedDeviceRow[]>`
    SELECT ${listedDeviceColumns(now)}
    FROM (${ids}) page
    JOIN device d ON d.id = page.id
    ${listedDeviceTables(now)}
    ORDER BY ${order}`;
  const page = rows.slice(0, selection.limit);
  const last = rows.length > selection.limit ? page.at(-1) : undefined;
  return {
    devices: page.map(listedDeviceFrom),
    next: last && [selection.sort, placeIn(last), last.id],
  };
}
