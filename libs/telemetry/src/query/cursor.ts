import { BadCursorError } from '../telemetry.errors.js';
import type { Page } from './telemetry.js';

/** At most so many items a page. */
export const MAXIMUM_PAGE = 10_000;

/**
 * A place in a list: whole numbers, joined by dots. Callers pass it back as it is.
 *
 * @throws {BadCursorError} it is not made of exactly that many numbers
 */
export function numbersOfCursor(cursor: string, count: number): readonly number[] {
  const parts = cursor.split('.');
  if (parts.length !== count || !parts.every((part) => /^-?\d{1,19}$/.test(part))) throw new BadCursorError(cursor);
  const numbers = parts.map(Number);
  if (!numbers.every(Number.isSafeInteger)) throw new BadCursorError(cursor);
  return numbers;
}

/** The page limit, kept within 1 and {@link MAXIMUM_PAGE}. */
export function limitOf(limit: number): number {
  return Math.min(Math.max(1, Math.floor(limit)), MAXIMUM_PAGE);
}

/**
 * Makes a page of rows of which one more than the limit was asked for.
 *
 * @param cursorOf the cursor that goes on after a row
 */
export function pageOf<Row, Item>(
  rows: readonly Row[],
  limit: number,
  itemOf: (row: Row) => Item,
  cursorOf: (row: Row) => string,
): Page<Item> {
  const shown = rows.slice(0, limit);
  const last = shown.at(-1);
  const hasMore = rows.length > limit && last !== undefined;
  return { items: shown.map(itemOf), nextCursor: hasMore ? cursorOf(last) : undefined };
}
