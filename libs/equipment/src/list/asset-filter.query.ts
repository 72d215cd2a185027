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

/** Columns of `l`, beside the name, in which the beginnings of texts are looked for. */
const searched = {
  serialNumber: Prisma.sql`l.serial_key`,
  modelNumber: Prisma.sql`l.model_key`,
  externalId: Prisma.sql`l.external_key`,
};

/** One search or filter: it is met in any of these columns. */
export interface AssetSearch {
  /** Conditions that an index of each column serves. */
  readonly ranges: readonly Prisma.Sql[];
  /** The sort in whose order what meets it stands together. */
  readonly along?: 'name' | 'serialNumber' | 'warrantyEnd';
  /** The same in a form no index serves: for a walk in another order. */
  readonly filter: Prisma.Sql;
}

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
  const { q, name: ofName, serialNumber, modelNumber, externalId, siteId, warranty } = selection;
  const asked: AssetSearch[] = [];
  if (ofName !== undefined) asked.push({ ...anyOf([nameStart(nameKeyOf, ofName)]), along: 'name' });
  if (serialNumber !== undefined)
    asked.push({ ...anyOf([startOf(searched.serialNumber, serialNumber)]), along: 'serialNumber' });
  if (modelNumber !== undefined) asked.push(anyOf([startOf(searched.modelNumber, modelNumber)]));
  if (externalId !== undefined) asked.push(anyOf([startOf(searched.externalId, externalId)]));
  if (q !== undefined)
    asked.push(anyOf([nameStart(nameKeyOf, q), ...Object.values(searched).map((column) => startOf(column, q))]));
  if (siteId !== undefined) asked.push(exactly(Prisma.sql`l.site_id = ${siteId}::uuid`));
  if (warranty !== undefined)
    asked.push({ ...exactly(ofWarranty(now.toISOString().slice(0, 10))[warranty]), along: 'warrantyEnd' });
  if (models !== undefined) asked.push(exactly(Prisma.sql`l.equipment_model_id = ANY (${[...models]}::uuid[])`));
  return asked;
}

const exactly = (condition: Prisma.Sql): AssetSearch => ({ ranges: [condition], filter: condition });

const nameKeyOf = Prisma.sql`l.name_key`;

function startOf(column: Prisma.Sql, text: string): NameStart {
  const start = Prisma.sql`lower(${text}::text)`;
  return {
    range: Prisma.sql`(${column} >= ${start} AND ${column} < ${start} || ${AFTER_ANY})`,
    filter: Prisma.sql`starts_with(${column}, ${start})`,
  };
}

function anyOf(starts: readonly NameStart[]): AssetSearch {
  const filters = starts.map(({ filter }) => filter);
  return { ranges: starts.map(({ range }) => range), filter: Prisma.sql`(${Prisma.join(filters, ' OR ')})` };
}
