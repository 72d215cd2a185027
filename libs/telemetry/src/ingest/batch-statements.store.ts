import {
  byteaArray,
  copyOfReadings,
  float8Array,
  int2Array,
  int4Array,
  int8Array,
  textArray,
  timestamptzArray,
} from '../database/binary-format.js';
import type { Batch } from './batch.js';
import type { LateDays } from './late-days.js';
import type { Step } from './pipeline.store.js';

// One array a column keeps a statement the same for every batch size, so a connection plans it once; the arrays go in
// PostgreSQL's binary format. A statement without ON
// CONFLICT DO NOTHING fails when it is repeated, and its batch goes by one with it.

/** {@link copyOfReadings} is its body. */
export const COPY_READINGS = `
    COPY telemetry.reading (observed_at, received_at, value, device_key, quantity_id, time_origin)
    FROM STDIN (FORMAT binary)`;

const INSERT_ROWS = `
    INSERT INTO telemetry.reading (observed_at, received_at, value, device_key, quantity_id, time_origin)
    SELECT observed_at, received_at, value, device_key, quantity_id, time_origin
    FROM unnest($1::timestamptz[], $2::timestamptz[], $3::float8[], $4::int4[], $5::int4[], $6::int2[])
      AS row (observed_at, received_at, value, device_key, quantity_id, time_origin)`;

/** Takes the place of COPY where there is none, or for few rows. It fails on a row that is there already. */
const INSERT_NEW_READINGS = { name: 'telemetry.insert-new-readings', text: INSERT_ROWS };

/** Where rows may be there already; it costs half as much again. */
const INSERT_READINGS = {
  name: 'telemetry.insert-readings',
  text: `${INSERT_ROWS}
    ON CONFLICT (device_key, quantity_id, observed_at) DO NOTHING`,
};

const INSERT_TEXTS = {
  name: 'telemetry.insert-texts',
  text: `
    INSERT INTO telemetry.text_reading (observed_at, received_at, device_key, quantity_id, time_origin, value)
    SELECT observed_at, received_at, device_key, quantity_id, time_origin, value::jsonb
    FROM unnest($1::timestamptz[], $2::timestamptz[], $3::int4[], $4::int4[], $5::int2[], $6::text[])
      AS row (observed_at, received_at, device_key, quantity_id, time_origin, value)
    ON CONFLICT (device_key, quantity_id, observed_at) DO NOTHING`,
};

// Not a number in an array of accuracies stands for one the device did not say: arrays here hold no nulls.
const INSERT_POSITIONS = {
  name: 'telemetry.insert-positions',
  text: `
    INSERT INTO telemetry.position
      (observed_at, received_at, latitude, longitude, accuracy_meters, device_key, time_origin)
    SELECT observed_at, received_at, latitude, longitude, nullif(accuracy_meters, 'NaN'), device_key, time_origin
    FROM unnest($1::timestamptz[], $2::timestamptz[], $3::float8[], $4::float8[], $5::float8[], $6::int4[], $7::int2[])
      AS row (observed_at, received_at, latitude, longitude, accuracy_meters, device_key, time_origin)
    ON CONFLICT (device_key, observed_at) DO NOTHING`,
};

// Of several values of one property in a batch the last one counts. JSON null stands for a property that was taken back.
const UPSERT_ATTRIBUTES = {
  name: 'telemetry.upsert-attributes',
  text: `
    INSERT INTO telemetry.attribute (device_key, name, value, received_at)
    SELECT DISTINCT ON (device_key, name) device_key, name, nullif(value::jsonb, 'null'), received_at
    FROM unnest($1::int4[], $2::text[], $3::text[], $4::timestamptz[])
      WITH ORDINALITY AS row (device_key, name, value, received_at, place)
    ORDER BY device_key, name, received_at DESC, place DESC
    ON CONFLICT (device_key, name) DO UPDATE
    SET value = excluded.value, received_at = excluded.received_at
    WHERE attribute.received_at <= excluded.received_at`,
};

/** Properties that are kept of a device; a device that puts a counter into their names would fill the disk. */
const ATTRIBUTES_A_DEVICE = 1_000;

const TRIM_ATTRIBUTES = {
  name: 'telemetry.trim-attributes',
  text: `
    DELETE FROM telemetry.attribute
    USING (
      SELECT device_key, name, row_number() OVER (PARTITION BY device_key ORDER BY received_at DESC, name) AS place
      FROM telemetry.attribute
      WHERE device_key = ANY ($1::int4[])
    ) AS ranked
    WHERE attribute.device_key = ranked.device_key
    AND attribute.name = ranked.name
    AND ranked.place > ${ATTRIBUTES_A_DEVICE}`,
};

const INSERT_REJECTED = {
  name: 'telemetry.insert-rejected',
  text: `
    INSERT INTO telemetry.rejected_message
      (received_at, device_key, payload_digest, topic, code, reasons, reason_count, payload, payload_bytes)
    SELECT received_at, device_key, payload_digest, topic, code, reasons::jsonb, reason_count, payload, payload_bytes
    FROM unnest($1::timestamptz[], $2::int4[], $3::int8[], $4::text[], $5::text[], $6::text[], $7::int4[], $8::bytea[],
        $9::int4[])
      AS row (received_at, device_key, payload_digest, topic, code, reasons, reason_count, payload, payload_bytes)
    ON CONFLICT (device_key, received_at, payload_digest) DO NOTHING`,
};

const INSERT_PENDING_LATEST = {
  name: 'telemetry.insert-pending-latest',
  text: `
    INSERT INTO telemetry.pending_latest (broker_id, batch, committed_at, device_keys, observed_from, seen_at)
    VALUES ($1, $2, now(), $3::int4[], $4::timestamptz[], $5::timestamptz[])
    ON CONFLICT (broker_id, batch) DO NOTHING`,
};

// The note is written anew each time: that keeps one that is about to be forgotten.
const UPSERT_LATE_DAYS = {
  name: 'telemetry.upsert-late-days',
  text: `
    INSERT INTO telemetry.late_day (device_key, quantity_id, day, noted_at, check_at)
    SELECT device_key, quantity_id, day, clock_timestamp(), now() + INTERVAL '1 hour'
    FROM unnest($1::int4[], $2::int4[], $3::timestamptz[]) AS row (device_key, quantity_id, day)
    ON CONFLICT (device_key, quantity_id, day) DO UPDATE
    SET noted_at = excluded.noted_at, check_at = excluded.check_at`,
};

/** Number readings, by the fast way that fails on a row that is there already. */
export function copyReadings({ readings }: Batch): Step {
  return { copy: COPY_READINGS, body: copyOfReadings(readings) };
}

/** Number readings in order, few or where there is no COPY; it fails on a row that is there already, too. */
export function insertNewReadings(batch: Batch): Step {
  return { statement: INSERT_NEW_READINGS, values: columnsOf(batch) };
}

/** Number readings, by the way that bears duplicates. */
export function insertReadings(batch: Batch): Step {
  return { statement: INSERT_READINGS, values: columnsOf(batch) };
}

function columnsOf({ readings }: Batch): Buffer[] {
  const { length } = readings;
  return [
    timestamptzArray(readings.observedUs.subarray(0, length)),
    timestamptzArray(readings.receivedUs.subarray(0, length)),
    float8Array(readings.values.subarray(0, length)),
    int4Array(readings.deviceKeys.subarray(0, length)),
    int4Array(readings.quantityIds.subarray(0, length)),
    int2Array(readings.timeOrigins.subarray(0, length)),
  ];
}

/** All rows of the batch but the number readings. */
export function insertOthers(batch: Batch): Step[] {
  const steps: Step[] = [];
  if (batch.texts.length > 0) steps.push(insertTexts(batch));
  if (batch.positions.length > 0) steps.push(insertPositions(batch));
  if (batch.attributes.length > 0) steps.push(...upsertAttributes(batch));
  if (batch.rejected.length > 0) steps.push(insertRejected(batch));
  return steps;
}

/** Notes which devices' newest values the batch may change, until they are written. */
export function insertPendingLatest(brokerId: string, { number, pendingLatest, heard }: Batch): Step {
  const devices = [...pendingLatest.keys()];
  const seenUs = devices.map((device) => (heard.get(device) ?? 0) * 1000); // 1970 moves no sign of life
  const values = [int4Array(devices), timestamptzArray([...pendingLatest.values()]), timestamptzArray(seenUs)];
  return { statement: INSERT_PENDING_LATEST, values: [brokerId, String(number), ...values] };
}

/** Notes days with numbers that come after the aggregates were made; none, if there are none. */
export function noteLateDays({ deviceKeys, quantityIds, daysUs }: LateDays): Step[] {
  if (daysUs.length === 0) return [];
  const values = [int4Array(deviceKeys), int4Array(quantityIds), timestamptzArray(daysUs)];
  return [{ statement: UPSERT_LATE_DAYS, values }];
}

function insertTexts({ texts }: Batch): Step {
  return {
    statement: INSERT_TEXTS,
    values: [
      timestamptzArray(texts.map((row) => row.observedUs)),
      timestamptzArray(texts.map((row) => row.receivedUs)),
      int4Array(texts.map((row) => row.deviceKey)),
      int4Array(texts.map((row) => row.quantityId)),
      int2Array(texts.map((row) => row.timeOrigin)),
      textArray(texts.map((row) => row.json)),
    ],
  };
}

function insertPositions({ positions }: Batch): Step {
  return {
    statement: INSERT_POSITIONS,
    values: [
      timestamptzArray(positions.map((row) => row.observedUs)),
      timestamptzArray(positions.map((row) => row.receivedUs)),
      float8Array(positions.map((row) => row.latitude)),
      float8Array(positions.map((row) => row.longitude)),
      float8Array(positions.map((row) => row.accuracyMeters ?? Number.NaN)),
      int4Array(positions.map((row) => row.deviceKey)),
      int2Array(positions.map((row) => row.timeOrigin)),
    ],
  };
}

function upsertAttributes({ attributes }: Batch): Step[] {
  const upsert = [
    int4Array(attributes.map((row) => row.deviceKey)),
    textArray(attributes.map((row) => row.name)),
    textArray(attributes.map((row) => row.json ?? 'null')),
    timestamptzArray(attributes.map((row) => row.receivedUs)),
  ];
  const devices = int4Array([...new Set(attributes.map((row) => row.deviceKey))]);
  return [
    { statement: UPSERT_ATTRIBUTES, values: upsert },
    { statement: TRIM_ATTRIBUTES, values: [devices] },
  ];
}

function insertRejected({ rejected }: Batch): Step {
  return {
    statement: INSERT_REJECTED,
    values: [
      timestamptzArray(rejected.map((row) => row.receivedUs)),
      int4Array(rejected.map((row) => row.deviceKey)),
      int8Array(rejected.map((row) => row.payloadDigest)),
      textArray(rejected.map((row) => row.topic)),
      textArray(rejected.map((row) => row.code)),
      textArray(rejected.map((row) => row.reasonsJson)),
      int4Array(rejected.map((row) => row.reasonCount)),
      byteaArray(rejected.map((row) => row.payload)),
      int4Array(rejected.map((row) => row.payloadBytes)),
    ],
  };
}
