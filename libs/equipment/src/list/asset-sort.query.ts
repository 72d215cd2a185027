import type { AssetQuery } from '#libs/contracts/http';
import { Prisma } from '#prisma';
import type { ListedAssetRow } from './asset-rows.query.js';

type Cursor = NonNullable<AssetQuery['cursor']>;

/** How a sort is written over columns of `asset_listing` as `l`. */
export interface AssetSort {
  readonly order: Prisma.Sql;
  /** Condition: it stands behind the cursor. */
  readonly after: (cursor: Cursor) => Prisma.Sql;
  readonly placeIn: (row: ListedAssetRow) => string;
}

const byName = (row: ListedAssetRow) => row.name_key;
const bySerialNumber = (row: ListedAssetRow) => row.serial_number;
const byCreation = (row: ListedAssetRow) => row.created_at.toISOString();
const byWarrantyEnd = (row: ListedAssetRow) => row.warranty_end ?? 'infinity';

export const assetSorts: Readonly<Record<AssetQuery['sort'], AssetSort>> = {
  name: {
    order: Prisma.sql`l.name_key, l.asset_id`,
    after: ([, value, id]) => Prisma.sql`(l.name_key, l.asset_id) > (${value}::text, ${id}::uuid)`,
    placeIn: byName,
  },
  '-name': {
    order: Prisma.sql`l.name_key DESC, l.asset_id DESC`,
    after: ([, value, id]) => Prisma.sql`(l.name_key, l.asset_id) < (${value}::text, ${id}::uuid)`,
    placeIn: byName,
  },
  serialNumber: {
    order: Prisma.sql`l.serial_key, l.asset_id`,
    after: ([, value, id]) => Prisma.sql`(l.serial_key, l.asset_id) > (lower(${value}::text), ${id}::uuid)`,
    placeIn: bySerialNumber,
  },
  '-serialNumber': {
    order: Prisma.sql`l.serial_key DESC, l.asset_id DESC`,
    after: ([, value, id]) => Prisma.sql`(l.serial_key, l.asset_id) < (lower(${value}::text), ${id}::uuid)`,
    placeIn: bySerialNumber,
  },
  createdAt: {
    order: Prisma.sql`l.created_at, l.asset_id`,
    after: ([, value, id]) => Prisma.sql`(l.created_at, l.asset_id) > (${value}::timestamptz, ${id}::uuid)`,
    placeIn: byCreation,
  },
  '-createdAt': {
    order: Prisma.sql`l.created_at DESC, l.asset_id DESC`,
    after: ([, value, id]) => Prisma.sql`(l.created_at, l.asset_id) < (${value}::timestamptz, ${id}::uuid)`,
    placeIn: byCreation,
  },
  warrantyEnd: {
    order: Prisma.sql`l.warranty_key, l.asset_id`,
    after: ([, value, id]) => Prisma.sql`(l.warranty_key, l.asset_id) > (${value}::text::date, ${id}::uuid)`,
    placeIn: byWarrantyEnd,
  },
  '-warrantyEnd': {
    order: Prisma.sql`l.warranty_key DESC, l.asset_id DESC`,
    after: ([, value, id]) => Prisma.sql`(l.warranty_key, l.asset_id) < (${value}::text::date, ${id}::uuid)`,
    placeIn: byWarrantyEnd,
  },
};
