// How newest values are made again from the notes of batches whose broker did not write them. All statements of one
// portion run in one transaction; $1 and $2 name the notes taken, brokers and batches side by side.

/** Takes the oldest notes; those another process is working on are passed over. */
export const TAKE_PENDING = {
  name: 'telemetry.take-pending-latest',
  text: `
    SELECT broker_id, batch
    FROM telemetry.pending_latest
    WHERE committed_at < $1::timestamptz
    ORDER BY committed_at
    LIMIT 20
    FOR UPDATE SKIP LOCKED`,
};

/** The devices of the notes, each with the oldest observation of all of them, and since when rows were received. */
const PENDING = `
    WITH pending AS MATERIALIZED (
      SELECT device.key AS device_key, min(device.observed_from) AS observed_from,
        greatest(min(device.observed_from), min(note.committed_at) - INTERVAL '1 hour') AS ahead_from,
        max(coalesce(device.seen_at, note.committed_at)) AS seen_at
      FROM unnest($1::uuid[], $2::int8[]) AS taken (broker_id, batch)
      JOIN telemetry.pending_latest AS note USING (broker_id, batch)
      CROSS JOIN LATERAL unnest(note.device_keys, note.observed_from, note.seen_at) AS device (key, observed_from, seen_at)
      GROUP BY device.key
    )`;

/**
 * Which rows are looked through for the newest one. A time after the reception counts as the reception, so the rows whose
 * device's clock is ahead are sorted by that, apart from the others. An index cannot; so only those are read that were
 * received up to an hour before the commit, as long as a batch may have waited for the database.
 */
const CLOCKS = {
  right: {
    since: 'pending.observed_from',
    condition: `row.observed_at < row.received_at + INTERVAL '1 millisecond'`,
    observedAt: 'row.observed_at',
    timeOrigin: 'row.time_origin',
    newestFirst: 'row.observed_at DESC',
  },
  ahead: {
    since: 'pending.ahead_from',
    condition: `row.observed_at >= row.received_at + INTERVAL '1 millisecond'`,
    observedAt: 'row.received_at AS observed_at',
    timeOrigin: '2 AS time_origin',
    newestFirst: 'row.received_at DESC, row.observed_at DESC',
  },
} as const;
type Clock = keyof typeof CLOCKS;

const isNewer = (table: string) => `
    WHERE least(${table}.observed_at, ${table}.received_at + INTERVAL '999 microseconds') < excluded.observed_at`;

// Sorted against the primary key throughout: TimescaleDB then skips from one quantity to the next instead of reading all
// that was observed since (30 devices, a day of readings each 10 s: 3 ms instead of 2.6 s).
function readingsFrom(table: 'reading' | 'text_reading', value: string, other: string, clock: Clock): string {
  const { since, condition, observedAt, timeOrigin, newestFirst } = CLOCKS[clock];
  return `${PENDING}
    INSERT INTO telemetry.latest (device_key, quantity_id, observed_at, received_at, time_origin, value, other)
    SELECT found.device_key, found.quantity_id, found.observed_at, found.received_at, found.time_origin, found.value,
      found.other
    FROM pending
    CROSS JOIN LATERAL (
      SELECT DISTINCT ON (row.quantity_id) row.device_key, row.quantity_id, ${observedAt}, row.received_at,
        ${timeOrigin}, ${value} AS value, ${other} AS other
      FROM telemetry.${table} AS row
      WHERE row.device_key = pending.device_key
      AND row.observed_at >= ${since}
      AND ${condition}
      ORDER BY row.quantity_id DESC, ${newestFirst}
    ) AS found
    ORDER BY found.device_key, found.quantity_id
    ON CONFLICT (device_key, quantity_id) DO UPDATE
    SET observed_at = excluded.observed_at, received_at = excluded.received_at, time_origin = excluded.time_origin,
      value = excluded.value, other = excluded.other${isNewer('latest')}`;
}

function positionsFrom(clock: Clock): string {
  const { since, condition, observedAt, timeOrigin, newestFirst } = CLOCKS[clock];
  return `${PENDING}
    INSERT INTO telemetry.latest_position
      (device_key, observed_at, received_at, time_origin, latitude, longitude, accuracy_meters)
    SELECT found.device_key, found.observed_at, found.received_at, found.time_origin, found.latitude, found.longitude,
      found.accuracy_meters
    FROM pending
    CROSS JOIN LATERAL (
      SELECT row.device_key, ${observedAt}, row.received_at, ${timeOrigin}, row.latitude, row.longitude,
        row.accuracy_meters
      FROM telemetry.position AS row
      WHERE row.device_key = pending.device_key
      AND row.observed_at >= ${since}
      AND ${condition}
      AND NOT (row.latitude = 0 AND row.longitude = 0)
      ORDER BY ${newestFirst}
      LIMIT 1
    ) AS found
    ORDER BY found.device_key
    ON CONFLICT (device_key) DO UPDATE
    SET observed_at = excluded.observed_at, received_at = excluded.received_at, time_origin = excluded.time_origin,
      latitude = excluded.latitude, longitude = excluded.longitude,
      accuracy_meters = excluded.accuracy_meters${isNewer('latest_position')}`;
}

/** Numbers, then everything else. */
export const REPAIR_READINGS = [
  { name: 'telemetry.repair-numbers', text: readingsFrom('reading', 'row.value', 'NULL::jsonb', 'right') },
  { name: 'telemetry.repair-numbers-ahead', text: readingsFrom('reading', 'row.value', 'NULL::jsonb', 'ahead') },
  { name: 'telemetry.repair-texts', text: readingsFrom('text_reading', 'NULL::float8', 'row.value', 'right') },
  { name: 'telemetry.repair-texts-ahead', text: readingsFrom('text_reading', 'NULL::float8', 'row.value', 'ahead') },
];

export const REPAIR_POSITIONS = [
  { name: 'telemetry.repair-positions', text: positionsFrom('right') },
  { name: 'telemetry.repair-positions-ahead', text: positionsFrom('ahead') },
];

/** Where a note does not say when the device was heard, its commit does. */
export const REPAIR_SEEN = {
  name: 'telemetry.repair-seen',
  text: `${PENDING}
    UPDATE telemetry.presence
    SET last_seen_at = pending.seen_at
    FROM pending
    WHERE presence.device_key = pending.device_key
    AND presence.last_seen_at < pending.seen_at`,
};

export const DELETE_PENDING = {
  name: 'telemetry.delete-pending-latest',
  text: `
    DELETE FROM telemetry.pending_latest AS note
    USING unnest($1::uuid[], $2::int8[]) AS taken (broker_id, batch)
    WHERE note.broker_id = taken.broker_id
    AND note.batch = taken.batch`,
};
