import { AFTER_ANY, type NameStart, nameStart, Prisma } from '#prisma';
import type { AssetSelection } from './asset-list.js';
import { assetSorts } from './asset-sort.query.js';

const isConnected = Prisma.sql`
  EXISTS (
    SELECT FROM installation i
    JOIN device_listing d ON d.device_id = i.device_id
    WHERE i.asset_id = l.asset_id AND i.removed_at IS NULL AND d.connectivity = 'connected')`;

const ofConnection = {
  new: Prisma.sql`l.link = 'new'`,
  proposed: Prisma.sql`l.link = 'proposed'`,
  linked: Prisma.sql`l.link = 'linked' AND NOT ${isConnected}`,
  connected: Prisma.sql`l.link = 'linked' AND ${isConnected}`,
};

/** Days of UTC; what has no end of warranty stands at infinity. */
const ofWarranty = (today: string) => ({
  active: Prisma.sql`l.warranty_key > ${today}::text::date AND l.warranty_key < 'infinity'`,
  ended: Prisma.sql`l.warranty_key <= ${today}::text::date`,
  none: Prisma.sql`l.warranty_key = 'infinity'`,
});

/** Conditions on `l` that an index with each sort serves, one at a time, and the place to go on from. */
export function wanted({ connection, installed, sort, cursor }: AssetSelection): Prisma.Sql {
  const conditions = [Prisma.sql`TRUE`];
  if (connection !== undefined) conditions.push(ofConnection[connection]);
  if (installed !== undefined) conditions.push(Prisma.sql`l.is_installed = ${installed}`);
  if (cursor !== undefined) conditions.push(assetSorts[sort].after(cursor));
  return Prisma.join(conditions, ' AND ');
}

/** One column in which a search is met. */
export interface SearchedColumn {
  /** Condition that an index of the column serves. */
  readonly range: Prisma.Sql;
  /** The same in a form no index serves: for a walk in another order. */
  readonly filter: Prisma.Sql;
  /** The sort in whose order what meets it stands together; a model number has few values, each with its own index. */
  readonly along?: 'name' | 'serialNumber' | 'warrantyEnd' | 'modelNumber';
}

/** One search or filter: it is met in any of these columns. */
export type AssetSearch = readonly SearchedColumn[];

/** Whether a search is met, in a form no index serves. */
export const metBy = (search: AssetSearch): Prisma.Sql =>
  Prisma.sql`(${Prisma.join(
    search.map(({ filter }) => filter),
    ' OR ',
  )})`;

/**
 * What is searched for, and the filters no index holds in each order: all must be met.
 *
 * @param models ids of the models that are asked for, if any are
 */
export function searchesOf(
  selection: AssetSelection,
  models: readonly string[] | undefined,
  now: Date,
): readonly AssetSearch[] {
  const {
    q,
    name: ofName,
    serialNumber,
    modelNumber,
    externalId,
    siteId,
    warranty,
    warrantyFrom,
    warrantyBefore,
  } = selection;
  const asked: AssetSearch[] = [];
  if (ofName !== undefined) asked.push([nameColumn(ofName)]);
  if (serialNumber !== undefined) asked.push([serialColumn(serialNumber)]);
  if (modelNumber !== undefined) asked.push([modelColumn(modelNumber)]);
  if (externalId !== undefined) asked.push([startOf(externalKey, externalId)]);
  if (q !== undefined) asked.push([nameColumn(q), serialColumn(q), modelColumn(q), startOf(externalKey, q)]);
  if (siteId !== undefined) asked.push([exactly(Prisma.sql`l.site_id = ${siteId}::uuid`)]);
  if (warranty !== undefined)
    asked.push([{ ...exactly(ofWarranty(now.toISOString().slice(0, 10))[warranty]), along: 'warrantyEnd' }]);
  if (warrantyFrom !== undefined || warrantyBefore !== undefined)
    asked.push([
      {
        ...exactly(Prisma.sql`l.warranty_key >= ${warrantyFrom ?? '-infinity'}::text::date
          AND l.warranty_key < ${warrantyBefore ?? 'infinity'}::text::date`),
        along: 'warrantyEnd',
      },
    ]);
  if (models !== undefined) asked.push([exactly(Prisma.sql`l.equipment_model_id = ANY (${[...models]}::uuid[])`)]);
  return asked;
}

const exactly = (condition: Prisma.Sql): SearchedColumn => ({ range: condition, filter: condition });

const externalKey = Prisma.sql`l.external_key`;
const nameColumn = (text: string): SearchedColumn => ({ ...nameStart(Prisma.sql`l.name_key`, text), along: 'name' });
const serialColumn = (text: string): SearchedColumn => ({
  ...startOf(Prisma.sql`l.serial_key`, text),
  along: 'serialNumber',
});
const modelColumn = (text: string): SearchedColumn => ({
  ...startOf(Prisma.sql`l.model_key`, text),
  along: 'modelNumber',
});

function startOf(column: Prisma.Sql, text: string): NameStart {
  const start = Prisma.sql`lower(${text}::text)`;
  return {
    range: Prisma.sql`(${column} >= ${start} AND ${column} < ${start} || ${AFTER_ANY})`,
    filter: Prisma.sql`starts_with(${column}, ${start})`,
  };
}
