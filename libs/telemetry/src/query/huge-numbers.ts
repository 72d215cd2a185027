/** A bucket as its query gives it. */
export interface BucketRow {
  readonly bucket: Date;
  readonly count: string;
  readonly minimum: number;
  readonly total: number;
  readonly maximum: number;
  readonly last: number;
  readonly last_at: Date;
  /** Where it is known otherwise than as total / count. */
  readonly average?: number;
}

/** A bucket of numbers no sum can hold. */
export interface HugeRow extends Omit<BucketRow, 'total' | 'average'> {
  /** Their sum times {@link SCALE}. */
  readonly scaled_total: number;
}

const SCALE = 1e-30;

/** Buckets of both kinds of numbers, sorted, each once. */
export function withHuge(rows: readonly BucketRow[], huge: readonly HugeRow[]): readonly BucketRow[] {
  if (huge.length === 0) return rows;
  const byStart = new Map(rows.map((row) => [row.bucket.getTime(), row]));
  for (const row of huge) {
    const start = row.bucket.getTime();
    byStart.set(start, together(row, byStart.get(start)));
  }
  return [...byStart.values()].sort((one, other) => one.bucket.getTime() - other.bucket.getTime());
}

function together({ scaled_total, ...huge }: HugeRow, usual: BucketRow | undefined): BucketRow {
  const hugeCount = Number(huge.count);
  const count = hugeCount + Number(usual?.count ?? 0);
  const average = (scaled_total + (usual?.total ?? 0) * SCALE) / count / SCALE;
  if (usual === undefined) return { ...huge, total: 0, average };
  const newer = huge.last_at > usual.last_at ? huge : usual;
  return {
    bucket: usual.bucket,
    count: String(count),
    minimum: Math.min(usual.minimum, huge.minimum),
    maximum: Math.max(usual.maximum, huge.maximum),
    total: 0,
    last: newer.last,
    last_at: newer.last_at,
    average,
  };
}
