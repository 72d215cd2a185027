import type { BucketRow } from './huge-numbers.js';

/** Buckets of several parts of a span, each once, sorted. No number is in two of the parts. */
export function inOne(parts: readonly (readonly BucketRow[])[]): BucketRow[] {
  const [only, ...others] = parts;
  if (others.length === 0) return [...(only ?? [])];
  const byStart = new Map<number, BucketRow>();
  for (const row of parts.flat()) {
    const start = row.bucket.getTime();
    const there = byStart.get(start);
    byStart.set(start, there === undefined ? row : together(there, row));
  }
  return [...byStart.values()].sort((one, other) => one.bucket.getTime() - other.bucket.getTime());
}

function together(one: BucketRow, other: BucketRow): BucketRow {
  return {
    bucket: one.bucket,
    count: String(Number(one.count) + Number(other.count)),
    minimum: Math.min(one.minimum, other.minimum),
    total: one.total + other.total,
    maximum: Math.max(one.maximum, other.maximum),
    ...(one.last_at > other.last_at
      ? { last: one.last, last_at: one.last_at }
      : { last: other.last, last_at: other.last_at }),
  };
}
