import type { Pool } from 'pg';
import { DAY_MS, type DeviceKey } from '#libs/kernel';
import { fewerSpans } from './fewer-spans.js';
import type { Span } from './telemetry.js';

/** Spans that are read apart, at most: each costs a query. */
const SPANS_APART = 8;

// A row without a day: a broker of the version before has noted the device as a whole, within the last two refreshes of the
// slowest aggregate. Days that are about to leave the readings are left to the aggregates.
const LATE_DAYS = {
  name: 'telemetry.late-days',
  text: `
    SELECT NULL AS day
    FROM telemetry.late_reading
    WHERE device_key = $1
    AND observed_from < $4::timestamptz
    AND noted_at > now() - INTERVAL '26 hours'
    UNION ALL
    SELECT day
    FROM telemetry.late_day
    WHERE device_key = $1
    AND quantity_id = $2
    AND day > $3::timestamptz - make_interval(secs => $5 + 86400)
    AND day < $4::timestamptz + make_interval(secs => $5)
    AND day > now() - INTERVAL '399 days'
    ORDER BY day`,
};

/**
 * The days within a span, or a bucket beyond either of its ends, whose numbers are not all in the aggregates.
 *
 * @returns whole days, ascending, a few spans apart from one another, with what lies between near ones if there are many;
 *   `undefined`: nobody knows which
 */
export async function lateSpansOf(
  pool: Pool,
  key: DeviceKey,
  quantityId: number,
  { from, to }: Span,
  bucketSeconds: number,
): Promise<readonly Span[] | undefined> {
  const values = [key, quantityId, from.toISOString(), to.toISOString(), bucketSeconds];
  const { rows } = await pool.query<{ day: Date | null }>(LATE_DAYS, values);
  const spans: Span[] = [];
  for (const { day } of rows) {
    if (day === null) return undefined;
    const last = spans.at(-1);
    const next = new Date(day.getTime() + DAY_MS);
    if (last?.to.getTime() === day.getTime()) spans[spans.length - 1] = { from: last.from, to: next };
    else spans.push({ from: day, to: next });
  }
  return fewerSpans(spans, SPANS_APART);
}
