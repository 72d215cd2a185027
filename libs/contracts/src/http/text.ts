import { z } from 'zod';

/**
 * One line of Unicode text, trimmed, 1 to `maximum` UTF-16 code units.
 *
 * Control characters and lone surrogates are refused: PostgreSQL cannot keep U+0000, UTF-8 has no surrogates, and a
 * line break in a name forges lines in mails and exports.
 */
export const singleLine = (maximum: number) =>
  z
    .string()
    .trim()
    .min(1, 'must not be empty')
    .max(maximum, `must have at most ${maximum} characters`)
    .regex(/^[^\p{Cc}\p{Cs}\u2028\u2029]*$/u, 'must be one line without control characters');

/** UUID in lower case with hyphens (RFC 9562 §4); upper case is taken and lowered. */
export const uuid = z
  .string()
  .regex(/^[0-9A-Fa-f]{8}(-[0-9A-Fa-f]{4}){3}-[0-9A-Fa-f]{12}$/, 'must be a UUID')
  .toLowerCase()
  .meta({ format: 'uuid', pattern: undefined });

/** An instant as it stands in answers: RFC 3339 in UTC with milliseconds, `2026-01-01T00:00:00.000Z`. */
export const timestamp = z.iso.datetime();

/** Years of the instants and days that both JavaScript and PostgreSQL know: there is no year 0 in the latter. */
const isInAYear = (text: string) => !text.startsWith('0000');

/** An instant as a place in a list. */
export const instantInList = timestamp.refine(isInAYear);

/** A day as a place in a list. */
export const dayInList = z.iso.date().refine(isInAYear);

/**
 * What a list by name has a place by: two spellings of the name, one after the other, each at most twice as long as a name of
 * 200 characters (the database's function `name_order`).
 */
export const nameInList = z.string().max(1000);
