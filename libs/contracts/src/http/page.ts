import { z } from 'zod';

/** How many items a page has when nothing is asked for, and at most. */
const limits = { default: 50, maximum: 200 };

const limitMessage = `must be a whole number, 1 to ${limits.maximum}`;

/** `limit` of a list, as it stands in a query. */
export const pageLimit = z
  .string()
  .regex(/^\d{1,3}$/, limitMessage)
  .transform(Number)
  .refine((limit) => limit >= 1 && limit <= limits.maximum, limitMessage)
  .default(limits.default)
  .meta({ type: 'integer', minimum: 1, maximum: limits.maximum, pattern: undefined })
  .describe(`Items a page, 1 to ${limits.maximum}; ${limits.default} when absent.`);

/** Names the place a page ends at: base64url (RFC 4648 §5) of JSON in UTF-8. Opaque to clients, and no secret. */
export function cursorOf(position: readonly unknown[]): string {
  const bytes = new TextEncoder().encode(JSON.stringify(position));
  const binary = Array.from(bytes, (byte) => String.fromCharCode(byte)).join('');
  return btoa(binary).replace(/\+/g, '-').replace(/\//g, '_').replace(/=+$/, '');
}

/** What PostgreSQL keeps in no text (U+0000, half a surrogate pair), as it stands in JSON. */
const UNSTORABLE = /[\0\p{Cs}]/u;
/** Whether a number fits an integer column. */
const isSmall = (value: number) => value >= -(2 ** 31) && value < 2 ** 31;

/** Whether a value can stand in a place of a list: a text that can be kept, a small number, or a list of such. */
function canBePlace(value: unknown): boolean {
  if (Array.isArray(value)) return value.every(canBePlace);
  if (typeof value === 'string') return !UNSTORABLE.test(value);
  return typeof value !== 'number' || isSmall(value);
}

function positionOf(cursor: string): unknown {
  try {
    const binary = atob(cursor.replace(/-/g, '+').replace(/_/g, '/'));
    const bytes = Uint8Array.from(binary, (character) => character.charCodeAt(0));
    const position: unknown = JSON.parse(new TextDecoder('utf-8', { fatal: true }).decode(bytes));
    return canBePlace(position) ? position : undefined;
  } catch {
    return undefined; // whatever is wrong with it, it is none of our cursors
  }
}

/**
 * `cursor` of a list: the `nextCursor` of the page before, read into the place it names.
 *
 * @param position what a place in this list is, such as the sort value and the id of the last item
 */
export const pageCursor = <Position extends z.ZodType>(position: Position) =>
  z
    .string()
    .max(4096, 'must be the nextCursor of an earlier answer of this list')
    .transform((cursor, context): z.output<Position> => {
      const read = position.safeParse(positionOf(cursor));
      if (read.success) return read.data;
      context.addIssue({
        code: 'custom',
        message: 'must be the nextCursor of an earlier answer of this list',
      });
      return z.NEVER;
    })
    .optional()
    .describe('The nextCursor of the page before; without it the list starts.');

/** One page of a list; `nextCursor` is null on the last one. */
export const pageOf = <Item extends z.ZodType>(item: Item) =>
  z.object({ items: z.array(item), nextCursor: z.string().nullable() });
