import { InvalidRequestError } from '../problems/request-errors.js';

/** Deepest nesting of a body, levels: ours have four, and whatever walks a deeper one may run out of stack. */
const DEEPEST_LEVEL = 32;
/** U+0000, which PostgreSQL keeps in no text, and half a surrogate pair, which UTF-8 cannot write (RFC 3629 §3). */
const UNSTORABLE = /[\0\p{Cs}]/u;

/**
 * Texts of a request as they are kept: in Normalization Form C (Unicode UAX #15), so that what looks the same is the
 * same, in values and in names of fields.
 *
 * It runs before any schema, so that no field can forget it. Bytes and streams pass as they are.
 *
 * @param value a parameter, a query or a parsed JSON body
 * @param root names the value in refusals when the fault is not inside it
 * @throws {InvalidRequestError} a text has U+0000 or half a surrogate pair, or the nesting is deeper than 32 levels
 */
export function cleanInput<Value>(value: Value, root: string): Value {
  return cleaned(value, [], root) as Value;
}

function cleaned(value: unknown, path: readonly string[], root: string): unknown {
  if (typeof value === 'string') return cleanText(value, path, root);
  if (typeof value !== 'object' || value === null) return value;
  const isList = Array.isArray(value);
  if (!isList && !isPlain(value)) return value;
  if (path.length === DEEPEST_LEVEL) refuse(path, root, `must not be nested deeper than ${DEEPEST_LEVEL} levels`);
  if (isList) return value.map((item, index) => cleaned(item, [...path, String(index)], root));
  return Object.fromEntries(
    Object.entries(value).map(([name, item]) => [
      cleanText(name, path, root),
      cleaned(item, [...path, name.replaceAll(/[\0\p{Cs}]/gu, '?')], root),
    ]),
  );
}

function cleanText(text: string, path: readonly string[], root: string): string {
  if (UNSTORABLE.test(text)) refuse(path, root, 'must not have U+0000 or half a surrogate pair in it');
  return text.normalize('NFC');
}

function refuse(path: readonly string[], root: string, message: string): never {
  throw new InvalidRequestError([{ path: path.length > 0 ? path.join('.') : root, message }]);
}

/** What JSON and queries are parsed into; the query parser's objects have no prototype. */
function isPlain(value: object): boolean {
  const prototype: unknown = Object.getPrototypeOf(value);
  return prototype === Object.prototype || prototype === null || Object.getPrototypeOf(prototype as object) === null;
}
