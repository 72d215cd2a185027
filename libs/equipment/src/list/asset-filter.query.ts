import { AFTER_ANY, type NameStart, nameStart, Prisma } from '#prisma';
import type { AssetSelection } from './asset-list.js';
import { assetSorts } from './asset-sort.query.js';

const isInstalled = Prisma.sql`
  EXISTS (SELECT FROM installation i WHERE i.asset_id = l.id AND i.removed_at IS NULL)`;
const isProposed = Prisma.sql`
  EXISTS (SELECT FROM proposal p WHERE p.asset_id = l.id AND p.status = 'proposed')`;
const isConnected = Prisma.sql`
  EXISTS (
    SELECT FROM installation i
    JOIN device_listing d ON d.device_id = i.device_id
    WHERE i.asset_id = l.id AND i.removed_at IS NULL AND d.connectivity = 'connected')`;

const ofConnection = {
  new: Prisma.sql`l.linked_at IS NULL AND NOT ${isProposed}`,
  proposed: Prisma.sql`l.linked_at IS NULL AND ${isProposed}`,
  linked: Prisma.sql`l.linked_at IS NOT NULL AND NOT ${isConnected}`,
  connected: Prisma.sql`l.linked_at IS NOT NULL AND ${isConnected}`,
};

/** Days of UTC; what has no end of warranty stands at infinity. */
const ofWarranty = (today: string) => ({
  active: Prisma.sql`l.warranty_key > ${today}::text::date AND l.warranty_key < 'infinity'`,
  ended: Prisma.sql`l.warranty_key <= ${today}::text::date`,
  none: Prisma.sql`l.warranty_end IS NULL`,
});

/**
 * Conditions on `l`, but for the search and whose it is.
 *
 * @param models ids of the models that are asked for, if any are
 */
export function wanted(selection: AssetSelection, models: readonly string[] | undefined, now: Date): Prisma.Sql {
  const { siteId, connection, installed, warranty, sort, cursor } = selection;
  const conditions = [Prisma.sql`TRUE`];
  if (models !== undefined) conditions.push(Prisma.sql`l.equipment_model_id = ANY (${[...models]}::uuid[])`);
  if (siteId !== undefined) conditions.push(Prisma.sql`l.site_id = ${siteId}::uuid`);
  if (connection !== undefined) conditions.push(ofConnection[connection]);
  if (installed !== undefined) conditions.push(installed ? isInstalled : Prisma.sql`NOT ${isInstalled}`);
  if (warranty !== undefined) conditions.push(ofWarranty(now.toISOString().slice(0, 10))[warranty]);
  if (cursor !== undefined) conditions.push(assetSorts[sort].after(cursor));
  return Prisma.join(conditions, ' AND ');
}

/** Columns of `l`, beside the name, in which the beginnings of texts are looked for. */
const searched = {
  serialNumber: Prisma.sql`l.serial_key`,
  modelNumber: Prisma.sql`l.model_key`,
  externalId: Prisma.sql`l.external_key`,
};

/** One search: it is met in any of these columns. */
export interface AssetSearch {
  /** Conditions that an index of each column serves. */
  readonly ranges: readonly Prisma.Sql[];
  /** The same in a form no index serves: for a walk in another order. */
  readonly filter: Prisma.Sql;
}

/** What is searched for; all must be met. */
export function searchesOf(selection: AssetSelection): readonly AssetSearch[] {
  const { q, name: ofName } = selection;
  const names = Object.keys(searched) as (keyof typeof searched)[];
  const asked = names.flatMap((name) => {
    const text = selection[name];
    return text === undefined ? [] : [anyOf([startOf(searched[name], text)])];
  });
  if (ofName !== undefined) asked.unshift(anyOf([nameStart(nameKeyOf, ofName)]));
  if (q === undefined) return asked;
  return [...asked, anyOf([nameStart(nameKeyOf, q), ...Object.values(searched).map((column) => startOf(column, q))])];
}

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
