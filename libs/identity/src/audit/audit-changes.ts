import { isDeepStrictEqual } from 'node:util';
import type { Json } from './audit.js';

/** A field that changed; null: there was, or is, none. */
export interface AuditChange {
  readonly field: string;
  readonly from: Json;
  readonly to: Json;
}

type Values = Readonly<Record<string, Json>> | null;

/** What changed between two states, field by field in the order they were written; what stayed is left out. */
export function changesBetween(before: Values, after: Values): readonly AuditChange[] {
  const fields = [...new Set([...Object.keys(before ?? {}), ...Object.keys(after ?? {})])];
  return fields
    .map((field) => ({ field, from: fieldOf(before, field), to: fieldOf(after, field) }))
    .filter(({ from, to }) => !isDeepStrictEqual(from, to));
}

/** Fields are data and may be called as a property of every object is. */
const fieldOf = (values: Values, field: string): Json =>
  values !== null && Object.hasOwn(values, field) ? (values[field] ?? null) : null;
