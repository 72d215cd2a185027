import type { Pool, QueryConfig } from 'pg';
import { payloadLimits } from '#libs/contracts/payload';
import { DAY_MS } from '#libs/kernel';
import { hasSqlState } from '../database/failure.store.js';
import { LARGEST_SUMMED } from '../ingest/summable.js';
import { BucketLengthError, MAXIMUM_BUCKET_SECONDS, NotNumericError } from '../telemetry.errors.js';
import { inOne } from './bucket-parts.js';
import { limitOf, numbersOfCursor, pageOf } from './cursor.js';
import { type BucketRow, type HugeRow, withHuge } from './huge-numbers.js';
import { isoOfUs, multirangeOf, SEEN_AT, usOf } from './instants.js';
import { lateSpansOf } from './late-days.query.js';
import { quantityIdsOf } from './quantity.query.js';
import type { Bucket, Page, PageRequest, SeenDevice, Span } from './telemetry.js';

// Both ends are whole buckets, so that a bucket is the same whatever span it is part of. The spans that are seen stand in a function
// and no operator: planning a query of an aggregate, TimescaleDB 2.28 takes the other side of any operator for a time.
const WHOLE_BUCKETS = (time: string, seenAt = time) => `
      WHERE device_key = $1
      AND quantity_id = $2
      AND ${time} >= time_bucket(make_interval(secs => $5), $3::timestamptz)
      AND ${time} < time_bucket(make_interval(secs => $5),
        $4::timestamptz - INTERVAL '1 microsecond') + make_interval(secs => $5)
      AND multirange_contains_elem($7::tstzmultirange, ${seenAt})`;

const GROUPED_BY = (time: string) => `
      GROUP BY time_bucket(make_interval(secs => $5), ${time})
      ORDER BY bucket
      LIMIT $6`;

// What no sum can hold was kept apart when it was stored; the conditions are for what an older version left. The mean is made
// here: PostgreSQL's avg also adds up squares, and its division raises an error where a result rounds to zero.
const sumsOfNumbers = (condition: string) => `
      SELECT time_bucket(make_interval(secs => $5), observed_at) AS bucket, count(*) AS count, min(value) AS minimum,
        sum(value) AS total, max(value) AS maximum, last(value, observed_at) AS last, max(observed_at) AS last_at
      FROM telemetry.reading${WHOLE_BUCKETS('observed_at', SEEN_AT)}${condition}
      AND value BETWEEN -${LARGEST_SUMMED} AND ${LARGEST_SUMMED}${GROUPED_BY('observed_at')}`;

const fromNumbers = { name: 'telemetry.buckets-of-numbers', text: sumsOfNumbers('') };

// Bounds of its own, so that no chunk beyond them is looked into.
const fromLateNumbers = {
  name: 'telemetry.buckets-of-late-numbers',
  text: sumsOfNumbers(`
      AND observed_at >= $8::timestamptz
      AND observed_at < $9::timestamptz`),
};

// Late days are read from the numbers. Neither they nor anything that was summed up reaches beyond a day, so that what lies in
// one does not lie in the other.
const fromAggregate = (view: 'reading_1m' | 'reading_1h' | 'reading_1d') => ({
  name: `telemetry.buckets-of-${view}`,
  text: `
      SELECT time_bucket(make_interval(secs => $5), bucket) AS bucket, sum(count)::int8 AS count,
        min(minimum) AS minimum, sum(total) AS total, max(maximum) AS maximum, last(last, bucket) AS last,
        max(bucket) AS last_at
      FROM telemetry.${view}${WHOLE_BUCKETS('bucket')}
      AND NOT multirange_contains_elem($8::tstzmultirange, bucket)
      AND minimum >= -${LARGEST_SUMMED}
      AND maximum <= ${LARGEST_SUMMED}${GROUPED_BY('bucket')}`,
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
const EXACT_SPAN_MS = 2 * DAY_MS;

// Numbers in the place of texts are those no sum can hold. A text is never cast: CASE is not evaluated ahead of its condition.
const HUGE = {
  name: 'telemetry.buckets-of-huge-numbers',
  text: `
      SELECT time_bucket(make_interval(secs => $5), observed_at) AS bucket, count(*) AS count, min(number) AS minimum,
        sum(number * 1e-30) AS scaled_total, max(number) AS maximum, last(number, observed_at) AS last,
        max(observed_at) AS last_at
      FROM (
        SELECT observed_at, CASE WHEN jsonb_typeof(value) = 'number' THEN (value #>> '{}')::float8 END AS number
        FROM telemetry.text_reading${WHOLE_BUCKETS('observed_at', SEEN_AT)}
        AND jsonb_typeof(value) = 'number'
      ) AS huge${GROUPED_BY('observed_at')}`,
};

const OTHERS = {
  name: 'telemetry.is-no-number',
  text: `
    SELECT 1
    FROM telemetry.text_reading
    WHERE device_key = $1
    AND quantity_id = $2
    AND observed_at >= $3::timestamptz
    AND observed_at < $4::timestamptz
    AND $5::tstzmultirange @> ${SEEN_AT}
    LIMIT 1`,
};

const NUMERIC_VALUE_OUT_OF_RANGE = '22003';

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
  const most = limitOf(limit);
  const fromUs = Math.max(usOf(from), nextUs ?? usOf(from));
  const seen = multirangeOf(spans);
  const values = [key, id, isoOfUs(fromUs), to.toISOString(), bucketSeconds, most + 1, seen];
  const { rows: huge } = await pool.query<HugeRow>(HUGE, values);
  const isShort = to.getTime() - from.getTime() <= EXACT_SPAN_MS;
  // What was summed up beforehand cannot be taken apart where only a part of it is seen, and says no time of its last value.
  const isExact = isShort || huge.length > 0 || !isWithinOne(spans, from, to, bucketSeconds);
  const aggregate = isExact ? undefined : AGGREGATES.find(({ seconds }) => bucketSeconds % seconds === 0);
  const late = aggregate && (await lateSpansOf(pool, key, id, { from: new Date(fromUs / 1000), to }, bucketSeconds));
  const rows = withHuge(await summedUp(pool, values, late && aggregate?.statement, late), huge);
  if (rows.length === 0 && cursor === undefined) {
    const others = await pool.query(OTHERS, [key, id, from.toISOString(), to.toISOString(), seen]);
    if (others.rowCount !== 0) throw new NotNumericError(quantity);
  }
  return pageOf(rows, most, bucketOf, ({ bucket }) => String(usOf(bucket) + bucketSeconds * 1_000_000));
}

/** What an older version stored can overflow where it is not summed up yet; then the numbers themselves answer. */
async function summedUp(
  pool: Pool,
  values: readonly unknown[],
  aggregate: QueryConfig | undefined,
  late: readonly Span[] = [],
): Promise<BucketRow[]> {
  if (aggregate !== undefined) {
    try {
      const { rows } = await pool.query<BucketRow>(aggregate, [...values, multirangeOf(late)]);
      const parts = [rows];
      for (const { from, to } of late) {
        const bounds = [from.toISOString(), to.toISOString()];
        parts.push((await pool.query<BucketRow>(fromLateNumbers, [...values, ...bounds])).rows);
      }
      return inOne(parts);
    } catch (cause) {
      if (!hasSqlState(cause, NUMERIC_VALUE_OUT_OF_RANGE)) throw cause;
    }
  }
  return (await pool.query<BucketRow>(fromNumbers, [...values])).rows;
}

/**
 * Whether all buckets of a span, which may reach a bucket beyond either of its ends, lie within one span that is seen, and
 * behind what was received before it by a clock that was ahead.
 */
function isWithinOne(seen: readonly Span[], from: Date, to: Date, bucketSeconds: number): boolean {
  const bucketMs = bucketSeconds * 1_000;
  const first = +from - bucketMs - payloadLimits.futureMs;
  return seen.some((span) => +span.from <= first && +to + bucketMs <= +span.to);
}

function bucketOf({ bucket, count, minimum, total, maximum, last, average }: BucketRow): Bucket {
  const mean = average ?? total / Number(count);
  // A rounded sum can put the mean of equal numbers beside them.
  return { from: bucket, count: Number(count), min: minimum, avg: within(minimum, mean, maximum), max: maximum, last };
}

const within = (least: number, value: number, most: number) => Math.min(Math.max(value, least), most);
