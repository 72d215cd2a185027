import type { DeviceQuery } from '#libs/contracts/http';
import { Prisma } from '#prisma';
import type { ListedDeviceRow } from './device-rows.query.js';

type Cursor = NonNullable<DeviceQuery['cursor']>;

/** How a sort is written over columns of `device_listing`; each is the end of its indexes. */
export interface DeviceSort {
  readonly orderOf: (row: Prisma.Sql) => Prisma.Sql;
  /** Condition on `l`: it stands behind the cursor. */
  readonly after: (cursor: Cursor) => Prisma.Sql;
  readonly placeIn: (row: ListedDeviceRow) => string;
}

const bySerialNumber = (row: ListedDeviceRow) => row.serial_number;
const byName = (row: ListedDeviceRow) => row.name_key;
const byCreation = (row: ListedDeviceRow) => row.created_at.toISOString();

export const deviceSorts: Readonly<Record<DeviceQuery['sort'], DeviceSort>> = {
  serialNumber: {
    orderOf: (row) => Prisma.sql`${row}.serial_number`,
    after: ([, value]) => Prisma.sql`l.serial_number > ${value}`,
    placeIn: bySerialNumber,
  },
  '-serialNumber': {
    orderOf: (row) => Prisma.sql`${row}.serial_number DESC`,
    after: ([, value]) => Prisma.sql`l.serial_number < ${value}`,
    placeIn: bySerialNumber,
  },
  name: {
    orderOf: (row) => Prisma.sql`${row}.name_key, ${row}.device_id`,
    after: ([, value, id]) => Prisma.sql`(l.name_key, l.device_id) > (${value}, ${id}::uuid)`,
    placeIn: byName,
  },
  '-name': {
    orderOf: (row) => Prisma.sql`${row}.name_key DESC, ${row}.device_id DESC`,
    after: ([, value, id]) => Prisma.sql`(l.name_key, l.device_id) < (${value}, ${id}::uuid)`,
    placeIn: byName,
  },
  createdAt: {
    orderOf: (row) => Prisma.sql`${row}.created_at, ${row}.device_id`,
    after: ([, value, id]) => Prisma.sql`(l.created_at, l.device_id) > (${value}::timestamptz, ${id}::uuid)`,
    placeIn: byCreation,
  },
  '-createdAt': {
    orderOf: (row) => Prisma.sql`${row}.created_at DESC, ${row}.device_id DESC`,
    after: ([, value, id]) => Prisma.sql`(l.created_at, l.device_id) < (${value}::timestamptz, ${id}::uuid)`,
    placeIn: byCreation,
  },
};
