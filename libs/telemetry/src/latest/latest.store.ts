import type { PoolClient } from 'pg';
import {
  float8Array,
  int2Array,
  int4Array,
  int8Array,
  textArray,
  timestamptzArray,
} from '../database/binary-format.js';
import type { TelemetryPool } from '../database/telemetry-pool.store.js';
import type { PositionRow } from '../ingest/batch.js';
import { believed } from './believed-time.js';
import { LatestStore } from './latest-port.js';
import { DELETE_PENDING, REPAIR_POSITIONS, REPAIR_READINGS, REPAIR_SEEN, TAKE_PENDING } from './latest-repair.store.js';
import type { DeviceLatest, LatestRow, LatestSnapshot } from './latest-snapshot.js';

// Times come as they are believed, never after the reception; a version before this one may have written others. Rows come
// sorted by key, so that two brokers lock them in the same order. An empty text stands for "a number".
const UPSERT_LATEST = {
  name: 'telemetry.upsert-latest',
  text: `
    INSERT INTO telemetry.latest (device_key, quantity_id, observed_at, received_at, time_origin, value, other)
    SELECT device_key, quantity_id, observed_at, received_at, time_origin,
      CASE WHEN other = '' THEN value END, nullif(other, '')::jsonb
    FROM unnest($1::int4[], $2::int4[], $3::timestamptz[], $4::timestamptz[], $5::int2[], $6::float8[], $7::text[])
      AS row (device_key, quantity_id, observed_at, received_at, time_origin, value, other)
    ON CONFLICT (device_key, quantity_id) DO UPDATE
    SET observed_at = excluded.observed_at, received_at = excluded.received_at, time_origin = excluded.time_origin,
      value = excluded.value, other = excluded.other
    WHERE least(latest.observed_at, latest.received_at + INTERVAL '999 microseconds') < excluded.observed_at`,
};

const UPSERT_POSITIONS = {
  name: 'telemetry.upsert-latest-positions',
  text: `
    INSERT INTO telemetry.latest_position
      (device_key, observed_at, received_at, time_origin, latitude, longitude, accuracy_meters)
    SELECT device_key, observed_at, received_at, time_origin, latitude, longitude, nullif(accuracy_meters, 'NaN')
    FROM unnest($1::int4[], $2::timestamptz[], $3::timestamptz[], $4::int2[], $5::float8[], $6::float8[], $7::float8[])
      AS row (device_key, observed_at, received_at, time_origin, latitude, longitude, accuracy_meters)
    ON CONFLICT (device_key) DO UPDATE
    SET observed_at = excluded.observed_at, received_at = excluded.received_at, time_origin = excluded.time_origin,
      latitude = excluded.latitude, longitude = excluded.longitude, accuracy_meters = excluded.accuracy_meters
    WHERE least(latest_position.observed_at, latest_position.received_at + INTERVAL '999 microseconds')
      < excluded.observed_at`,
};

const UPDATE_SEEN = {
  name: 'telemetry.update-seen',
  text: `
    UPDATE telemetry.presence
    SET last_seen_at = seen.at
    FROM unnest($1::int4[], $2::timestamptz[]) AS seen (device_key, at)
    WHERE presence.device_key = seen.device_key
    AND presence.last_seen_at < seen.at`,
};

const FORGET_PENDING = {
  name: 'telemetry.forget-pending-latest',
  text: `
    DELETE FROM telemetry.pending_latest
    WHERE broker_id = $1
    AND batch = ANY ($2::int8[])`,
};

/** Rows of one statement, at most: keeps its memory small on both sides. */
const ROWS_PER_STATEMENT = 20_000;

type Row = LatestRow & { readonly deviceKey: number };

/** Newest values in TimescaleDB. */
export class TimescaleLatestStore extends LatestStore {
  constructor(
    private readonly pool: TelemetryPool,
    private readonly brokerId: string,
  ) {
    super();
  }

  write({ devices, batches }: LatestSnapshot): Promise<void> {
    const sorted = [...devices].sort(([one], [other]) => one - other);
    return this.pool.transaction('write latest values', async (client) => {
      for (const rows of portions(rowsOf(sorted))) await upsertLatest(client, rows);
      for (const rows of portions(sorted)) await updateSeen(client, rows);
      // Last: a position locks the device's place on the map, which a connect locks after its presence.
      const positions = sorted.flatMap(([, { position }]) => (position ? [believed(position)] : []));
      for (const rows of portions(positions)) await upsertPositions(client, rows);
      await client.query(FORGET_PENDING, [this.brokerId, int8Array(batches.map(BigInt))]);
    });
  }

  async repair(pendingBefore: Date, signal?: AbortSignal): Promise<number> {
    let repaired = 0;
    for (;;) {
      if (signal?.aborted) return repaired;
      const portion = await this.pool.transaction('repair latest values', (client) =>
        repairPortion(client, pendingBefore),
      );
      repaired += portion;
      if (portion === 0) return repaired;
    }
  }
}

/** Repairs the oldest notes, so that one transaction stays short. @returns how many batches, 0 when none is left */
async function repairPortion(client: PoolClient, pendingBefore: Date): Promise<number> {
  const { rows } = await client.query<{ broker_id: string; batch: string }>(TAKE_PENDING, [
    pendingBefore.toISOString(),
  ]);
  if (rows.length === 0) return 0;
  const taken = [rows.map((row) => row.broker_id), rows.map((row) => row.batch)];
  for (const statement of [...REPAIR_READINGS, REPAIR_SEEN, ...REPAIR_POSITIONS]) await client.query(statement, taken);
  await client.query(DELETE_PENDING, taken);
  return rows.length;
}

function rowsOf(devices: readonly (readonly [number, DeviceLatest])[]): Row[] {
  return devices.flatMap(([deviceKey, { rows }]) =>
    rows.map((row) => ({ ...believed(row), deviceKey })).sort((one, other) => one.quantityId - other.quantityId),
  );
}

function* portions<Item>(items: readonly Item[]): Generator<readonly Item[]> {
  for (let at = 0; at < items.length; at += ROWS_PER_STATEMENT) yield items.slice(at, at + ROWS_PER_STATEMENT);
}

async function upsertLatest(client: PoolClient, rows: readonly Row[]): Promise<void> {
  await client.query(UPSERT_LATEST, [
    int4Array(rows.map((row) => row.deviceKey)),
    int4Array(rows.map((row) => row.quantityId)),
    timestamptzArray(rows.map((row) => row.observedUs)),
    timestamptzArray(rows.map((row) => row.receivedUs)),
    int2Array(rows.map((row) => row.timeOrigin)),
    float8Array(rows.map((row) => row.value)),
    textArray(rows.map((row) => row.json ?? '')),
  ]);
}

async function upsertPositions(client: PoolClient, rows: readonly PositionRow[]): Promise<void> {
  await client.query(UPSERT_POSITIONS, [
    int4Array(rows.map((row) => row.deviceKey)),
    timestamptzArray(rows.map((row) => row.observedUs)),
    timestamptzArray(rows.map((row) => row.receivedUs)),
    int2Array(rows.map((row) => row.timeOrigin)),
    float8Array(rows.map((row) => row.latitude)),
    float8Array(rows.map((row) => row.longitude)),
    float8Array(rows.map((row) => row.accuracyMeters ?? Number.NaN)),
  ]);
}

async function updateSeen(client: PoolClient, devices: readonly (readonly [number, DeviceLatest])[]): Promise<void> {
  await client.query(UPDATE_SEEN, [
    int4Array(devices.map(([deviceKey]) => deviceKey)),
    timestamptzArray(devices.map(([, { seenAt }]) => seenAt * 1000)),
  ]);
}
