import { Prisma } from './generated/client.js';
import { AFTER_ANY } from './text-range.js';

/** What a name is sorted by; the expression of the indexes of lists by name. */
export const nameOrder = (name: Prisma.Sql): Prisma.Sql => Prisma.sql`name_order(${name}) COLLATE "C"`;

/** Conditions that a name begins with a text, in any case. */
export interface NameStart {
  /** For an index of the key: it also holds names that begin so without their marks, which the rest of it leaves out. */
  readonly range: Prisma.Sql;
  /** The same in a form no index serves. */
  readonly filter: Prisma.Sql;
}

/** @param key column or expression that holds the `name_order` of the name */
export function nameStart(key: Prisma.Sql, text: string): NameStart {
  const start = Prisma.sql`split_part(name_order(${text}::text), E'\\x01', 1)`;
  const filter = Prisma.sql`starts_with(name_in_key(${key}), lower(${text}::text))`;
  return { range: Prisma.sql`(${key} >= ${start} AND ${key} < ${start} || ${AFTER_ANY} AND ${filter})`, filter };
}
