import { COUNTED_DEVICES } from '#libs/contracts/http';
import type { Scope } from '#libs/identity';
import { deviceId } from '#libs/kernel';
import type { RegistryDatabase } from '#prisma';
import { type DeviceExtent, readDeviceExtent } from './device-extent.query.js';
import type { DeviceCount, DeviceName, DevicePage, DeviceSelection } from './device-list.js';
import { partsOf, united } from './device-parts.query.js';
import {
  type ListedDeviceRow,
  listedDeviceColumns,
  listedDeviceFrom,
  listedDeviceTables,
} from './device-rows.query.js';
import { deviceSorts } from './device-sort.query.js';

interface PageRow extends ListedDeviceRow {
  /** Where it stands in the sort, as a cursor holds it. */
  readonly place_text: string | null;
}

/**
 * Reads one page of devices in at most five statements: what is looked at, which models, how many meet a search, then the page, and
 * how many there are on all pages if that is asked for.
 */
export async function readDevicePage(
  database: RegistryDatabase,
  scope: Scope,
  selection: DeviceSelection,
  now: Date,
  fetchedAtMost: number,
): Promise<DevicePage> {
  const extent = await readDeviceExtent(database, scope, selection, now, fetchedAtMost);
  const sort = deviceSorts[selection.sort];
  const limit = selection.limit + 1;
  const parts = partsOf({ selection, extent, sort, limit }, scope, now);
  const count = selection.count === true ? await readDeviceCount(database, scope, selection, now, extent) : undefined;
  if (parts.length === 0) return { devices: [], next: undefined, count };
  const rows = await database.client.$queryRaw<PageRow[]>`
    SELECT ${listedDeviceColumns}, ${sort.text} AS place_text
    FROM (SELECT x.* FROM (${united(parts)}) x ORDER BY ${sort.order} LIMIT ${limit}) x
    JOIN device d ON d.id = x.device_id
    ${listedDeviceTables(now)}
    ORDER BY ${sort.order}`;
  const page = rows.slice(0, selection.limit);
  const last = rows.length > selection.limit ? page.at(-1) : undefined;
  return {
    devices: page.map(listedDeviceFrom),
    next: last && [selection.sort, ...sort.cursorOf(last)],
    count,
  };
}

/** What a selection finds, up to its limit in the order of serial numbers: how each device is called, and nothing of its state. */
export async function readDeviceNames(
  database: RegistryDatabase,
  scope: Scope,
  given: Omit<DeviceSelection, 'sort' | 'cursor' | 'count'>,
  now: Date,
  fetchedAtMost: number,
): Promise<readonly DeviceName[]> {
  const selection: DeviceSelection = { ...given, sort: 'serialNumber', cursor: undefined, count: undefined };
  const extent = await readDeviceExtent(database, scope, selection, now, fetchedAtMost);
  const sort = deviceSorts.serialNumber;
  const { limit } = selection;
  const parts = partsOf({ selection, extent, sort, limit }, scope, now);
  if (parts.length === 0) return [];
  const rows = await database.client.$queryRaw<{ readonly device_id: string; readonly place: string }[]>`
    SELECT x.device_id, x.place FROM (${united(parts)}) x ORDER BY ${sort.order} LIMIT ${limit}`;
  return rows.map(({ device_id, place }) => ({ id: deviceId(device_id), serialNumber: place }));
}

/** Counts what a selection finds, whatever page of it is looked at; counting ends where nobody reads the number any more. */
async function readDeviceCount(
  database: RegistryDatabase,
  scope: Scope,
  selection: DeviceSelection,
  now: Date,
  measured: DeviceExtent,
): Promise<DeviceCount> {
  const extent = { ...measured, manner: measured.mannerOfCount };
  const parts = partsOf({ selection, extent, sort: undefined, limit: COUNTED_DEVICES + 1 }, scope, now);
  if (parts.length === 0) return { value: 0, exact: true };
  const [row] = await database.client.$queryRaw<{ readonly devices: number }[]>`
    SELECT count(*)::int AS devices
    FROM (SELECT x.device_id FROM (${united(parts)}) x LIMIT ${COUNTED_DEVICES + 1}) x`;
  const found = row?.devices ?? 0;
  return { value: Math.min(found, COUNTED_DEVICES), exact: found <= COUNTED_DEVICES };
}
