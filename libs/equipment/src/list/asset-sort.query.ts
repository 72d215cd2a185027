import type { AssetQuery } from '#libs/contracts/http';
import { Prisma } from '#prisma';
import { type ListedAssetRow, nameKey } from './asset-rows.query.js';

type Cursor = NonNullable<AssetQuery['cursor']>;

/** What lists of assets are sorted, filtered and searched by, as `l`; each expression is that of an index. */
export const listed = Prisma.sql`
  (SELECT s.id, s.organization_id, s.equipment_model_id, s.site_id, s.linked_at, s.created_at,
    s.warranty_end,
    ${nameKey(Prisma.sql`s`)} AS name_key,
    lower(s.serial_number) COLLATE "C" AS serial_key,
    lower(s.model_number) COLLATE "C" AS model_key,
    lower(s.external_id) COLLATE "C" AS external_key,
    coalesce(s.warranty_end, 'infinity'::date) AS warranty_key
  FROM asset s) l`;

/** How a sort is written over columns of {@link listed}. */
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
    order: Prisma.sql`l.name_key, l.id`,
    after: ([, value, id]) => Prisma.sql`(l.name_key, l.id) > (${value}::text, ${id}::uuid)`,
    placeIn: byName,
  },
  '-name': {
    order: Prisma.sql`l.name_key DESC, l.id DESC`,
    after: ([, value, id]) => Prisma.sql`(l.name_key, l.id) < (${value}::text, ${id}::uuid)`,
    placeIn: byName,
  },
  serialNumber: {
    order: Prisma.sql`l.serial_key, l.id`,
    after: ([, value, id]) => Prisma.sql`(l.serial_key, l.id) > (lower(${value}::text), ${id}::uuid)`,
    placeIn: bySerialNumber,
  },
  '-serialNumber': {
    order: Prisma.sql`l.serial_key DESC, l.id DESC`,
    after: ([, value, id]) => Prisma.sql`(l.serial_key, l.id) < (lower(${value}::text), ${id}::uuid)`,
    placeIn: bySerialNumber,
  },
  createdAt: {
    order: Prisma.sql`l.created_at, l.id`,
    after: ([, value, id]) => Prisma.sql`(l.created_at, l.id) > (${value}::timestamptz, ${id}::uuid)`,
    placeIn: byCreation,
  },
  '-createdAt': {
    order: Prisma.sql`l.created_at DESC, l.id DESC`,
    after: ([, value, id]) => Prisma.sql`(l.created_at, l.id) < (${value}::timestamptz, ${id}::uuid)`,
    placeIn: byCreation,
  },
  warrantyEnd: {
    order: Prisma.sql`l.warranty_key, l.id`,
    after: ([, value, id]) => Prisma.sql`(l.warranty_key, l.id) > (${value}::text::date, ${id}::uuid)`,
    placeIn: byWarrantyEnd,
  },
  '-warrantyEnd': {
    order: Prisma.sql`l.warranty_key DESC, l.id DESC`,
    after: ([, value, id]) => Prisma.sql`(l.warranty_key, l.id) < (${value}::text::date, ${id}::uuid)`,
    placeIn: byWarrantyEnd,
  },
};
