import type { Pool } from 'pg';
import { DAY_MS } from '#libs/kernel';

/** Readings of one quantity of some devices, as years of reporting leave them: compressed, and summed up in the aggregates. */
export interface History {
  readonly deviceIds: readonly string[];
  readonly quantity: string;
  readonly from: Date;
  readonly days: number;
  readonly spacingSeconds: number;
}

const STEP_DAYS = 3;
const AGGREGATES = ['reading_1m', 'reading_1h', 'reading_1d'];

/** Writes the history straight into the database, compresses it and refreshes the aggregates over it. */
export async function writeHistory(pool: Pool, history: History): Promise<void> {
  const { deviceIds, quantity, from, days, spacingSeconds } = history;
  const quantityId = await quantityOf(pool, quantity);
  for (let day = 0; day < days; day += 1)
    await pool.query(
      `INSERT INTO telemetry.reading (observed_at, received_at, value, device_key, quantity_id, time_origin)
       SELECT at, at, round((40 + 10 * sin(extract(epoch FROM at) / 9000) + random() / 5)::numeric, 1), d.key, $2, 0
       FROM device d
       CROSS JOIN generate_series($3::timestamptz, $3::timestamptz + interval '1 day' - $4::interval, $4::interval) AS at
       WHERE d.id = ANY ($1::uuid[])`,
      [deviceIds, quantityId, new Date(from.getTime() + day * DAY_MS), `${spacingSeconds} seconds`],
    );
  // Step by step: the embedded database serves nobody else meanwhile.
  for (const aggregate of AGGREGATES)
    for (let day = 0; day < days; day += STEP_DAYS)
      await pool.query(
        `CALL refresh_continuous_aggregate('telemetry.${aggregate}', $1::timestamptz, $2::timestamptz)`,
        [new Date(from.getTime() + day * DAY_MS), new Date(from.getTime() + Math.min(days, day + STEP_DAYS) * DAY_MS)],
      );
  await compress(pool);
}

/** Compresses whatever chunk of readings is older than two days. */
export async function compress(pool: Pool): Promise<void> {
  await pool.query(
    `SELECT compress_chunk(chunk, true) FROM show_chunks('telemetry.reading', older_than => INTERVAL '2 days') AS chunk`,
  );
}

async function quantityOf(pool: Pool, name: string): Promise<number> {
  await pool.query('INSERT INTO telemetry.quantity (name, unit) VALUES ($1, NULL) ON CONFLICT DO NOTHING', [name]);
  const { rows } = await pool.query<{ id: number }>(
    'SELECT id FROM telemetry.quantity WHERE name = $1 AND unit IS NULL',
    [name],
  );
  const [row] = rows;
  if (!row) throw new Error(`Quantity ${name} was not made.`);
  return row.id;
}
