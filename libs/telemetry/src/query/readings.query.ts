import type { Pool } from 'pg';
import { timeOriginOf } from '../ingest/time-origin.js';
import { limitOf, numbersOfCursor, pageOf } from './cursor.js';
import { isoOfUs, multirangeOf, SEEN_AT, usOf } from './instants.js';
import { quantityIdsOf } from './quantity.query.js';
import type { Page, PageRequest, ReadingValue, SeenDevice, Span, StoredAttribute, StoredReading } from './telemetry.js';

/** A JSON column arrives parsed; a number stands in its own column. */
interface ReadingRow {
  readonly quantity: string;
  readonly unit: string | null;
  readonly number: number | null;
  readonly other: ReadingValue | null;
  readonly observed_at: Date;
  readonly received_at: Date;
  readonly time_origin: number;
}

const LATEST = {
  name: 'telemetry.latest',
  text: `
    SELECT quantity.name AS quantity, quantity.unit, latest.value AS number, latest.other, latest.observed_at,
      latest.received_at, latest.time_origin
    FROM telemetry.latest
    JOIN telemetry.quantity ON quantity.id = latest.quantity_id
    WHERE latest.device_key = $1
    AND $2::tstzmultirange @> latest.observed_at
    ORDER BY quantity.name, quantity.unit`,
};

// One quantity id at a time: with "= ANY" the index could not give the rows in their order.
const READINGS = {
  name: 'telemetry.readings',
  text: `
    SELECT quantity.name AS quantity, quantity.unit, found.number, found.other, found.observed_at, found.received_at,
      found.time_origin, found.quantity_id, found.kind,
      (extract(epoch FROM found.observed_at) * 1000000)::int8 AS observed_us
    FROM (
      (SELECT 0 AS kind, value AS number, NULL::jsonb AS other, observed_at, received_at, time_origin, quantity_id
       FROM telemetry.reading
       WHERE device_key = $1 AND quantity_id = $2 AND observed_at >= $3::timestamptz AND observed_at < $4::timestamptz
       AND $6::tstzmultirange @> ${SEEN_AT}
       ORDER BY observed_at
       LIMIT $5)
      UNION ALL
      (SELECT 1, NULL, value, observed_at, received_at, time_origin, quantity_id
       FROM telemetry.text_reading
       WHERE device_key = $1 AND quantity_id = $2 AND observed_at >= $3::timestamptz AND observed_at < $4::timestamptz
       AND $6::tstzmultirange @> ${SEEN_AT}
       ORDER BY observed_at
       LIMIT $5)
    ) AS found
    JOIN telemetry.quantity ON quantity.id = found.quantity_id
    ORDER BY found.observed_at, found.kind
    LIMIT $5`,
};

const ATTRIBUTES = {
  name: 'telemetry.attributes',
  text: `
    SELECT name, value, received_at
    FROM telemetry.attribute
    WHERE device_key = $1
    AND value IS NOT NULL
    AND $2::tstzmultirange @> received_at
    ORDER BY name`,
};

interface PlacedRow extends ReadingRow {
  readonly quantity_id: number;
  /** 0 a number, 1 anything else. */
  readonly kind: number;
  readonly observed_us: string;
}

/** See `TelemetryReader.latest`. */
export async function latestOf(pool: Pool, { key, spans }: SeenDevice): Promise<readonly StoredReading[]> {
  const { rows } = await pool.query<ReadingRow>(LATEST, [key, multirangeOf(spans)]);
  return rows.map(readingOf);
}

/** See `TelemetryReader.readings`. */
export async function readingsOf(
  pool: Pool,
  { key, spans }: SeenDevice,
  quantity: string,
  { from, to }: Span,
  { limit, cursor }: PageRequest,
): Promise<Page<StoredReading>> {
  const [afterUs, afterId, afterKind] = cursor === undefined ? [] : numbersOfCursor(cursor, 3);
  const ids = await quantityIdsOf(pool, key, quantity);
  const most = limitOf(limit);
  // The rows of the cursor's own instant come again and are passed over: one of each kind of each id.
  const asked = most + 1 + 2 * ids.length;
  const fromUs = Math.max(usOf(from), afterUs ?? usOf(from));
  const found: PlacedRow[] = [];
  for (const id of ids) {
    const values = [key, id, isoOfUs(fromUs), to.toISOString(), asked, multirangeOf(spans)];
    found.push(...(await pool.query<PlacedRow>(READINGS, values)).rows);
  }
  const after = [afterUs ?? -1, afterId ?? 0, afterKind ?? 0] as const;
  const rows = found
    .map((row) => ({ row, place: [Number(row.observed_us), row.quantity_id, row.kind] as const }))
    .filter(({ place }) => compare(place, after) > 0)
    .sort((one, other) => compare(one.place, other.place));
  return pageOf(
    rows,
    most,
    ({ row }) => readingOf(row),
    ({ place }) => place.join('.'),
  );
}

/** See `TelemetryReader.attributes`. */
export async function attributesOf(pool: Pool, { key, spans }: SeenDevice): Promise<readonly StoredAttribute[]> {
  const { rows } = await pool.query<{ name: string; value: ReadingValue; received_at: Date }>(ATTRIBUTES, [
    key,
    multirangeOf(spans),
  ]);
  return rows.map(({ name, value, received_at }) => ({ name, value, receivedAt: received_at }));
}

function readingOf(row: ReadingRow): StoredReading {
  return {
    quantity: row.quantity,
    unit: row.unit ?? undefined,
    value: row.number ?? (row.other as ReadingValue), // one of the two is there
    observedAt: row.observed_at,
    receivedAt: row.received_at,
    timeOrigin: timeOriginOf(row.time_origin),
  };
}

type Place = readonly [us: number, id: number, kind: number];

function compare(one: Place, other: Place): number {
  return one[0] - other[0] || one[1] - other[1] || one[2] - other[2];
}
