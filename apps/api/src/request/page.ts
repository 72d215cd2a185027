import { cursorOf } from '#libs/contracts/http';

/**
 * Cuts a page out of rows that were asked for one more than the page holds: the extra one says that there is another
 * page.
 *
 * @param position what the query needs to go on after a row
 */
export function pageFrom<Row, Item>(
  rows: readonly Row[],
  limit: number,
  item: (row: Row) => Item,
  position: (row: Row) => readonly (string | number | null)[],
): { items: Item[]; nextCursor: string | null } {
  const last = rows[limit - 1];
  const more = rows.length > limit && last !== undefined;
  return { items: rows.slice(0, limit).map(item), nextCursor: more ? cursorOf(position(last)) : null };
}
