import type { Pool } from 'pg';
import type { DeviceKey } from '#libs/kernel';
import { limitOf, numbersOfCursor, pageOf } from '../cursor.js';
import { BucketLengthError, MAXIMUM_BUCKET_SECONDS } from '../errors.js';
import type { Bucket, Page, PageRequest, SeenDevice, Span } from '../telemetry-reader.js';
import { isoOfUs, multirangeOf, usOf } from './instants.js';
import { quantityIdsOf } from './quantity-lookup.js';

interface BucketRow {
  readonly bucket: Date;
  readonly count: string;
  readonly minimum: number;
  readonly average: number;
  readonly maximum: number;
  readonly last: number;
}

// Both ends are whole buckets, so that a bucket is the same whatever span it is part of.
const WHOLE_BUCKETS = (time: string) => `
      WHERE device_key = $1
      AND quantity_id = $2
      AND ${time} >= time_bucket(make_interval(secs => $5), $3::timestamptz)
      AND ${time} < time_bucket(make_interval(secs => $5),
        $4::timestamptz - INTERVAL '1 microsecond') + make_interval(secs => $5)
      AND $7::tstzmultirange @> ${time}
      GROUP BY time_bucket(make_interval(secs => $5), ${time})
      ORDER BY bucket
      LIMIT $6`;

const fromNumbers = {
  name: 'telemetry.buckets-of-numbers',
  text: `
      SELECT time_bucket(make_interval(secs => $5), observed_at) AS bucket, count(*) AS count, min(value) AS minimum,
        avg(value) AS average, max(value) AS maximum, last(value, observed_at) AS last
      FROM telemetry.reading${WHOLE_BUCKETS('observed_at')}`,
};

const fromAggregate = (view: 'reading_1m' | 'reading_1h' | 'reading_1d') => ({
  name: `telemetry.buckets-of-${view}`,
  text: `
      SELECT time_bucket(make_interval(secs => $5), bucket) AS bucket, sum(count)::int8 AS count,
        min(minimum) AS minimum, sum(total) / sum(count) AS average, max(maximum) AS maximum, last(last, bucket) AS last
      FROM telemetry.${view}${WHOLE_BUCKETS('bucket')}`,
});

/** Coarsest first: the first whose buckets fit a whole number of times into those asked for is the cheapest. */
const AGGREGATES = [
  { seconds: 86_400, statement: fromAggregate('reading_1d') },
  { seconds: 3_600, statement: fromAggregate('reading_1h') },
  { seconds: 60, statement: fromAggregate('reading_1m') },
] as const;

/**
 * Up to this span the numbers themselves are summed up, milliseconds: it is as fast, and holds whatever was stored a moment
 * ago for whatever time.
 */
const EXACT_SPAN_MS = 2 * 86_400_000;

// A day is two refreshes of the slowest aggregate; after it what came late is in all of them.
const LATE = {
  name: 'telemetry.late-readings',
  text: `
    SELECT 1
    FROM telemetry.late_reading
    WHERE device_key = $1
    AND observed_from < $2::timestamptz
    AND noted_at > now() - INTERVAL '26 hours'`,
};

/** See `TelemetryReader.buckets`. */
export async function bucketsOf(
  pool: Pool,
  { key, spans }: SeenDevice,
  quantity: string,
  { from, to }: Span,
  bucketSeconds: number,
  { limit, cursor }: PageRequest,
): Promise<Page<Bucket>> {
  if (!Number.isInteger(bucketSeconds) || bucketSeconds < 1 || bucketSeconds > MAXIMUM_BUCKET_SECONDS) {
    throw new BucketLengthError(bucketSeconds);
  }
  const [nextUs] = cursor === undefined ? [] : numbersOfCursor(cursor, 1);
  const [id] = await quantityIdsOf(pool, key, quantity);
  if (id === undefined || from >= to) return { items: [], nextCursor: undefined };
  const isShort = to.getTime() - from.getTime() <= EXACT_SPAN_MS;
  // What was summed up beforehand cannot be taken apart where only a part of it is seen.
  const isExact = isShort || !isWithinOne(spans, from, to, bucketSeconds) || (await hasLateReadings(pool, key, to));
  const aggregate = isExact ? undefined : AGGREGATES.find(({ seconds }) => bucketSeconds % seconds === 0);
  const most = limitOf(limit);
  const fromUs = Math.max(usOf(from), nextUs ?? usOf(from));
  const values = [key, id, isoOfUs(fromUs), to.toISOString(), bucketSeconds, most + 1, multirangeOf(spans)];
  const { rows } = await pool.query<BucketRow>(aggregate?.statement ?? fromNumbers, values);
  return pageOf(rows, most, bucketOf, ({ bucket }) => String(usOf(bucket) + bucketSeconds * 1_000_000));
}

/** Whether all buckets of a span, which may reach a bucket beyond either of its ends, lie within one span that is seen. */
function isWithinOne(seen: readonly Span[], from: Date, to: Date, bucketSeconds: number): boolean {
  const bucketMs = bucketSeconds * 1_000;
  return seen.some((span) => +span.from <= +from - bucketMs && +to + bucketMs <= +span.to);
}

async function hasLateReadings(pool: Pool, deviceKey: DeviceKey, to: Date): Promise<boolean> {
  return (await pool.query(LATE, [deviceKey, to.toISOString()])).rowCount !== 0;
}

function bucketOf({ bucket, count, minimum, average, maximum, last }: BucketRow): Bucket {
  return { from: bucket, count: Number(count), min: minimum, avg: average, max: maximum, last };
}
