// How newest values are made again from the notes of batches whose broker did not write them. All statements of one
// portion run in one transaction; $1 and $2 name the notes taken, brokers and batches side by side.

/** Takes the oldest notes; those another process is working on are passed over. */
export const TAKE_OWED = {
  name: 'telemetry.take-owed',
  text: `
    SELECT broker_id, batch
    FROM telemetry.latest_owed
    WHERE committed_at < $1::timestamptz
    ORDER BY committed_at
    LIMIT 20
    FOR UPDATE SKIP LOCKED`,
};

/** The devices of the notes, each with the oldest observation of all of them. */
const OWED = `
    WITH owed AS MATERIALIZED (
      SELECT device.key AS device_key, min(device.observed_from) AS observed_from, max(note.committed_at) AS seen_at
      FROM unnest($1::uuid[], $2::int8[]) AS taken (broker_id, batch)
      JOIN telemetry.latest_owed AS note USING (broker_id, batch)
      CROSS JOIN LATERAL unnest(note.device_keys, note.observed_from) AS device (key, observed_from)
      GROUP BY device.key
    )`;

// Sorted against the primary key throughout: TimescaleDB then skips from one quantity to the next instead of reading all
// that was observed since (30 devices, a day of readings each 10 s: 3 ms instead of 2.6 s).
const readingsFrom = (table: 'reading' | 'text_reading', value: string, other: string) => `${OWED}
    INSERT INTO telemetry.latest (device_key, quantity_id, observed_at, received_at, time_origin, value, other)
    SELECT found.device_key, found.quantity_id, found.observed_at, found.received_at, found.time_origin, found.value,
      found.other
    FROM owed
    CROSS JOIN LATERAL (
      SELECT DISTINCT ON (row.quantity_id) row.device_key, row.quantity_id, row.observed_at, row.received_at,
        row.time_origin, ${value} AS value, ${other} AS other
      FROM telemetry.${table} AS row
      WHERE row.device_key = owed.device_key
      AND row.observed_at >= owed.observed_from
      ORDER BY row.quantity_id DESC, row.observed_at DESC
    ) AS found
    ORDER BY found.device_key, found.quantity_id
    ON CONFLICT (device_key, quantity_id) DO UPDATE
    SET observed_at = excluded.observed_at, received_at = excluded.received_at, time_origin = excluded.time_origin,
      value = excluded.value, other = excluded.other
    WHERE latest.observed_at < excluded.observed_at`;

/** Numbers, then everything else. */
export const REPAIR_READINGS = [
  { name: 'telemetry.repair-numbers', text: readingsFrom('reading', 'row.value', 'NULL::jsonb') },
  { name: 'telemetry.repair-texts', text: readingsFrom('text_reading', 'NULL::float8', 'row.value') },
];

export const REPAIR_POSITIONS = {
  name: 'telemetry.repair-positions',
  text: `${OWED}
    INSERT INTO telemetry.latest_position
      (device_key, observed_at, received_at, time_origin, latitude, longitude, accuracy_meters)
    SELECT found.device_key, found.observed_at, found.received_at, found.time_origin, found.latitude, found.longitude,
      found.accuracy_meters
    FROM owed
    CROSS JOIN LATERAL (
      SELECT row.device_key, row.observed_at, row.received_at, row.time_origin, row.latitude, row.longitude,
        row.accuracy_meters
      FROM telemetry.position AS row
      WHERE row.device_key = owed.device_key
      AND row.observed_at >= owed.observed_from
      ORDER BY row.observed_at DESC
      LIMIT 1
    ) AS found
    ORDER BY found.device_key
    ON CONFLICT (device_key) DO UPDATE
    SET observed_at = excluded.observed_at, received_at = excluded.received_at, time_origin = excluded.time_origin,
      latitude = excluded.latitude, longitude = excluded.longitude, accuracy_meters = excluded.accuracy_meters
    WHERE latest_position.observed_at < excluded.observed_at`,
};

/** The commit was at most moments after the message. */
export const REPAIR_SEEN = {
  name: 'telemetry.repair-seen',
  text: `${OWED}
    UPDATE telemetry.presence
    SET last_seen_at = owed.seen_at
    FROM owed
    WHERE presence.device_key = owed.device_key
    AND presence.last_seen_at < owed.seen_at`,
};

export const STRIKE_OFF = {
  name: 'telemetry.strike-off-owed',
  text: `
    DELETE FROM telemetry.latest_owed AS note
    USING unnest($1::uuid[], $2::int8[]) AS taken (broker_id, batch)
    WHERE note.broker_id = taken.broker_id
    AND note.batch = taken.batch`,
};
