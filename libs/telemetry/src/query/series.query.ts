import type { Pool } from 'pg';
import { NotNumericError } from '../telemetry.errors.js';
import { bucketsOf } from './buckets.query.js';
import { quantityIdsOf } from './quantity.query.js';
import { bucketSecondsFor, gapsBetween } from './series.js';
import type { Bucket, SeenDevice, Span } from './telemetry.js';

/** Numbers of one quantity over a span, as a chart draws them. */
export interface Series {
  readonly quantity: string;
  /** As the device said it last. */
  readonly unit: string | undefined;
  /** False: there are values in the span, and none is a number. */
  readonly isNumeric: boolean;
  /** Oldest first. */
  readonly buckets: readonly Bucket[];
  readonly gaps: readonly Span[];
}

const UNIT = {
  name: 'telemetry.unit-of-quantity',
  text: 'SELECT unit FROM telemetry.quantity WHERE id = $1',
};

/** See `TelemetryReader.series`. */
export async function seriesOf(
  pool: Pool,
  device: SeenDevice,
  quantities: readonly string[],
  span: Span,
  points: number,
): Promise<{ readonly bucketSeconds: number; readonly series: readonly Series[] }> {
  const bucketSeconds = bucketSecondsFor(span, points);
  const series: Series[] = [];
  // One after the other: a chart of sixteen quantities takes one connection, and not all of them.
  for (const quantity of quantities) {
    const [id] = await quantityIdsOf(pool, device.key, quantity);
    const unit = id === undefined ? undefined : await unitOf(pool, id);
    const buckets = await bucketsOf(pool, device, quantity, span, bucketSeconds, { limit: points + 1 }).catch(
      noNumbers,
    );
    const items = buckets?.items ?? [];
    const gaps = gapsBetween(
      items.map(({ from }) => from),
      bucketSeconds,
    );
    series.push({ quantity, unit, isNumeric: buckets !== undefined, buckets: items, gaps });
  }
  return { bucketSeconds, series };
}

async function unitOf(pool: Pool, id: number): Promise<string | undefined> {
  const { rows } = await pool.query<{ unit: string | null }>(UNIT, [id]);
  return rows[0]?.unit ?? undefined;
}

function noNumbers(cause: unknown): undefined {
  if (!(cause instanceof NotNumericError)) throw cause;
}
