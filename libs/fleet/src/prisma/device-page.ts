import type { DeviceQuery } from '#libs/contracts';
import { Prisma, type RegistryDatabase } from '#prisma';
import type { DevicePage, DeviceSearch, DeviceSelection } from '../device-list.js';
import { type ListedDeviceRow, listedDeviceColumns, listedDeviceFrom, listedDeviceTables } from './device-rows.js';
import { AFTER_ANY, organizationsIn } from './scope.js';

type Sort = DeviceQuery['sort'];
type Cursor = NonNullable<DeviceQuery['cursor']>;

/**
 * Up to so many organizations each give their first devices, by their own indexes; beyond, the devices are walked in the
 * order of the sort and those of other organizations skipped.
 */
const ORGANIZATIONS_APART = 2_000;

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

function wanted({ lifecycle, connectivity, search, cursor, sort }: DeviceSelection): Prisma.Sql {
  const conditions = [Prisma.sql`TRUE`];
  if (lifecycle !== undefined) conditions.push(Prisma.sql`d.lifecycle = ${lifecycle}::device_lifecycle`);
  if (connectivity === 'never') conditions.push(Prisma.sql`p.device_key IS NULL`);
  else if (connectivity !== undefined) conditions.push(Prisma.sql`p.state = ${connectivity}`);
  if (search !== undefined) conditions.push(matching(search));
  if (cursor !== undefined) conditions.push(sorts[sort].after(cursor));
  return Prisma.join(conditions, ' AND ');
}

/** The ids of the page's devices and one more. Three ways, because no one plan serves one, some and all organizations. */
function pageIds(organizations: readonly string[], paths: readonly string[], selection: DeviceSelection): Prisma.Sql {
  const { order } = sorts[selection.sort];
  const from = Prisma.sql`FROM device d LEFT JOIN telemetry.presence p ON p.device_key = d.key`;
  const rest = Prisma.sql`AND ${wanted(selection)} ORDER BY ${order} LIMIT ${selection.limit + 1}`;
  const [first] = organizations;
  if (organizations.length === 1) {
    return Prisma.sql`SELECT d.id ${from} WHERE d.organization_id = ${first}::uuid ${rest}`;
  }
  if (organizations.length > ORGANIZATIONS_APART) {
    return Prisma.sql`SELECT d.id ${from} WHERE d.organization_id IN (${organizationsIn(paths)}) ${rest}`;
  }
  return Prisma.sql`
    SELECT d.id
    FROM unnest(${organizations}::uuid[]) AS own(id)
    CROSS JOIN LATERAL (
      SELECT d.id, d.serial_number, d.name, d.created_at ${from} WHERE d.organization_id = own.id ${rest}
    ) d
    ORDER BY ${order}
    LIMIT ${selection.limit + 1}`;
}

/**
 * Reads one page of devices in two statements: which organizations are looked at, then the page.
 *
 * @param paths subtrees of organizations; nothing outside is found
 */
export async function readDevicePage(
  database: RegistryDatabase,
  paths: readonly string[],
  selection: DeviceSelection,
  now: Date,
): Promise<DevicePage> {
  const { client } = database;
  const own = await client.$queryRaw<{ id: string }[]>`
    ${organizationsIn(paths, selection.organizationId)} LIMIT ${ORGANIZATIONS_APART + 1}`;
  if (own.length === 0) return { devices: [], next: undefined };
  const { order, placeIn } = sorts[selection.sort];
  const ids = pageIds(
    own.map(({ id }) => id),
    paths,
    selection,
  );
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
