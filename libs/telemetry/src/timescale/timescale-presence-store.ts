import type { PoolClient } from 'pg';
import { laterEvent, type PresenceEvent, PresenceStore } from '../presence-store.js';
import { int4Array, textArray, timestamptzArray } from './binary-format.js';
import type { TelemetryPool } from './telemetry-pool.js';

// An empty text stands for none: arrays here hold no nulls.
const INSERT_EVENTS = {
  name: 'telemetry.insert-connectivity',
  text: `
    INSERT INTO telemetry.connectivity (occurred_at, device_key, event, cause, session_id, broker_id, remote_address)
    SELECT occurred_at, device_key, event, nullif(cause, ''), session_id::uuid, $1, nullif(remote_address, '')
    FROM unnest($2::timestamptz[], $3::int4[], $4::text[], $5::text[], $6::text[], $7::text[])
      AS row (occurred_at, device_key, event, cause, session_id, remote_address)
    ON CONFLICT (device_key, occurred_at, session_id, event) DO NOTHING`,
};

// A later session takes over. Within a session only its end is news, and its beginning after it was taken for lost.
const UPSERT_STATES = {
  name: 'telemetry.upsert-presence',
  text: `
    INSERT INTO telemetry.presence
      (device_key, state, since, cause, session_id, session_started_at, broker_id, remote_address, last_seen_at)
    SELECT device_key, event, CASE WHEN event = 'connected' THEN session_started_at ELSE occurred_at END,
      nullif(cause, ''), session_id::uuid, session_started_at, $1, nullif(remote_address, ''), session_started_at
    FROM unnest($2::timestamptz[], $3::int4[], $4::text[], $5::text[], $6::text[], $7::text[], $8::timestamptz[])
      AS row (occurred_at, device_key, event, cause, session_id, remote_address, session_started_at)
    ON CONFLICT (device_key) DO UPDATE
    SET state = excluded.state, since = excluded.since, cause = excluded.cause, session_id = excluded.session_id,
      session_started_at = excluded.session_started_at, broker_id = excluded.broker_id,
      remote_address = excluded.remote_address, last_seen_at = greatest(presence.last_seen_at, excluded.last_seen_at)
    WHERE (presence.session_started_at, presence.session_id) < (excluded.session_started_at, excluded.session_id)
    OR (presence.session_id = excluded.session_id AND presence.state = 'connected' AND excluded.state = 'disconnected')
    OR (presence.session_id = excluded.session_id AND presence.cause = 'broker-lost')`,
};

const TAKE_LEASE = `
  INSERT INTO telemetry.broker (id, started_at, heartbeat_at)
  VALUES ($1, $2, $2)
  ON CONFLICT (id) DO UPDATE
  SET heartbeat_at = greatest(broker.heartbeat_at, excluded.heartbeat_at)`;

const RENEW_LEASE = `
  UPDATE telemetry.broker
  SET heartbeat_at = greatest(heartbeat_at, $2)
  WHERE id = $1`;

const END_LEASE = `
  DELETE FROM telemetry.broker
  WHERE id = $1`;

// First the leases that ran out, which locks them: a broker that renews its own at this moment waits, finds it gone, and
// tells of its sessions anew.
const TAKE_LOST_LEASES = `
  DELETE FROM telemetry.broker
  WHERE heartbeat_at < $1
  RETURNING id, heartbeat_at`;

/**
 * Sessions that one transaction ends: each moves its device in the lists, and a broker that dies leaves a hundred thousand.
 * A single statement over all of them would reach its time limit, and reach it again.
 */
const ENDED_AT_ONCE = 1_000;

const END_LOST = `
  WITH lost_session AS MATERIALIZED (
    SELECT device_key
    FROM telemetry.presence
    WHERE state = 'connected'
    AND NOT EXISTS (
      SELECT FROM telemetry.broker
      WHERE broker.id = presence.broker_id)
    ORDER BY device_key
    LIMIT ${ENDED_AT_ONCE}
    FOR UPDATE
  ), ended AS (
    UPDATE telemetry.presence
    SET state = 'disconnected', cause = 'broker-lost',
      since = greatest(presence.session_started_at, coalesce(
        (SELECT lost.heartbeat_at
         FROM unnest($1::uuid[], $2::timestamptz[]) AS lost (id, heartbeat_at)
         WHERE lost.id = presence.broker_id), $3::timestamptz))
    FROM lost_session
    WHERE presence.device_key = lost_session.device_key
    RETURNING presence.device_key, since, session_id, broker_id, remote_address
  )
  INSERT INTO telemetry.connectivity (occurred_at, device_key, event, cause, session_id, broker_id, remote_address)
  SELECT since, device_key, 'disconnected', 'broker-lost', session_id, broker_id, remote_address
  FROM ended
  ON CONFLICT (device_key, occurred_at, session_id, event) DO NOTHING`;

const END_FORGOTTEN = `
  WITH forgotten AS MATERIALIZED (
    SELECT device_key
    FROM telemetry.presence
    WHERE state = 'connected'
    AND broker_id = $1
    AND session_id <> ALL ($2::uuid[])
    ORDER BY device_key
    LIMIT ${ENDED_AT_ONCE}
    FOR UPDATE
  ), ended AS (
    UPDATE telemetry.presence
    SET state = 'disconnected', cause = $3, since = greatest(session_started_at, $4::timestamptz)
    FROM forgotten
    WHERE presence.device_key = forgotten.device_key
    RETURNING presence.device_key, since, session_id, remote_address
  )
  INSERT INTO telemetry.connectivity (occurred_at, device_key, event, cause, session_id, broker_id, remote_address)
  SELECT since, device_key, 'disconnected', $3, session_id, $1, remote_address
  FROM ended
  ON CONFLICT (device_key, occurred_at, session_id, event) DO NOTHING`;

/** Presence in TimescaleDB. */
export class TimescalePresenceStore extends PresenceStore {
  constructor(private readonly pool: TelemetryPool) {
    super();
  }

  record(brokerId: string, events: readonly PresenceEvent[]): Promise<void> {
    return this.pool.transaction('write presence', async (client) => {
      await client.query(INSERT_EVENTS, [brokerId, ...columnsOf(events)]);
      await upsertStates(client, brokerId, events);
    });
  }

  async takeLease(brokerId: string, now: Date): Promise<void> {
    await this.pool.run('take the broker lease', (client) => client.query(TAKE_LEASE, [brokerId, now.toISOString()]));
  }

  async renewLease(brokerId: string, now: Date): Promise<boolean> {
    const { rowCount } = await this.pool.run('renew the broker lease', (client) =>
      client.query(RENEW_LEASE, [brokerId, now.toISOString()]),
    );
    return rowCount === 1;
  }

  async endLease(brokerId: string): Promise<void> {
    await this.pool.run('end the broker lease', (client) => client.query(END_LEASE, [brokerId]));
  }

  async endLostSessions(aliveSince: Date, now: Date): Promise<number> {
    const lost = await this.pool.run('take the leases of lost brokers', (client) =>
      client.query<{ id: string; heartbeat_at: Date }>(TAKE_LOST_LEASES, [aliveSince.toISOString()]),
    );
    const leases = [lost.rows.map(({ id }) => id), lost.rows.map((row) => row.heartbeat_at.toISOString())];
    return this.#endAll('end lost sessions', END_LOST, [...leases, now.toISOString()]);
  }

  endForgottenSessions(brokerId: string, liveSessionIds: readonly string[], cause: string, now: Date): Promise<number> {
    return this.#endAll('end forgotten sessions', END_FORGOTTEN, [brokerId, liveSessionIds, cause, now.toISOString()]);
  }

  /** What was ended stays ended when a later batch fails; repeating it ends the rest. */
  async #endAll(operation: string, statement: string, values: readonly unknown[]): Promise<number> {
    for (let ended = 0; ; ) {
      const { rowCount } = await this.pool.run(operation, (client) => client.query(statement, [...values]));
      ended += rowCount ?? 0;
      if ((rowCount ?? 0) < ENDED_AT_ONCE) return ended;
    }
  }
}

/** One state a device: an INSERT meets each key once. Sorted, so that two brokers lock rows in the same order. */
async function upsertStates(client: PoolClient, brokerId: string, events: readonly PresenceEvent[]): Promise<void> {
  const deciding = new Map<number, PresenceEvent>();
  for (const event of events) {
    const earlier = deciding.get(event.deviceKey);
    deciding.set(event.deviceKey, earlier === undefined ? event : laterEvent(earlier, event));
  }
  const states = [...deciding.values()].sort((one, other) => one.deviceKey - other.deviceKey);
  const startedAt = timestamptzArray(states.map(({ sessionStartedAt }) => sessionStartedAt * 1000));
  await client.query(UPSERT_STATES, [brokerId, ...columnsOf(states), startedAt]);
}

function columnsOf(events: readonly PresenceEvent[]): Buffer[] {
  return [
    timestamptzArray(events.map(({ occurredAt }) => occurredAt * 1000)),
    int4Array(events.map(({ deviceKey }) => deviceKey)),
    textArray(events.map(({ event }) => event)),
    textArray(events.map(({ cause }) => cause ?? '')),
    textArray(events.map(({ sessionId }) => sessionId)),
    textArray(events.map(({ remoteAddress }) => remoteAddress ?? '')),
  ];
}
