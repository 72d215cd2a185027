import type { PoolClient } from 'pg';
import { int4Array, textArray, timestamptzArray } from '../database/binary-format.js';
import type { TelemetryPool } from '../database/telemetry-pool.store.js';
import { type BrokerLease, type KnownSession, laterEvent, type PresenceEvent, PresenceStore } from './presence-port.js';

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

const LEASES = `
  SELECT id, heartbeat_at
  FROM telemetry.broker`;

// First the leases that ran out, which locks them: a broker that renews its own at this moment waits, finds it gone, and
// tells of its sessions anew. One that was renewed since it was read is another lease by now.
const TAKE_LOST_LEASES = `
  DELETE FROM telemetry.broker
  USING unnest($1::uuid[], $2::timestamptz[]) AS lost (id, heartbeat_at)
  WHERE broker.id = lost.id
  AND broker.heartbeat_at = lost.heartbeat_at
  RETURNING broker.id, broker.heartbeat_at`;

/**
 * One step in the index presence_open for each broker that has sessions, however many they are: this is asked every few
 * seconds, and nearly always in vain.
 */
export const BROKERS_WITHOUT_LEASE = `
  WITH RECURSIVE held_by (id) AS (
    (SELECT broker_id FROM telemetry.presence WHERE state = 'connected' ORDER BY broker_id LIMIT 1)
    UNION ALL
    SELECT (
      SELECT broker_id
      FROM telemetry.presence
      WHERE state = 'connected'
      AND broker_id > held_by.id
      ORDER BY broker_id
      LIMIT 1)
    FROM held_by
    WHERE held_by.id IS NOT NULL
  )
  SELECT id
  FROM held_by
  WHERE id IS NOT NULL
  AND NOT EXISTS (
    SELECT FROM telemetry.broker
    WHERE broker.id = held_by.id)`;

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
    AND broker_id = $4
    AND NOT EXISTS (
      SELECT FROM telemetry.broker
      WHERE broker.id = $4)
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

// Serves itself from the primary key, and looks into no chunk older than the loss.
const TAKE_BACK_LOSS = `
  DELETE FROM telemetry.connectivity
  USING unnest($2::int4[], $3::uuid[]) AS session (device_key, id)
  WHERE connectivity.device_key = session.device_key
  AND connectivity.session_id = session.id
  AND connectivity.occurred_at >= $4
  AND connectivity.event = 'disconnected'
  AND connectivity.cause = 'broker-lost'
  AND connectivity.broker_id = $1`;

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

/** Sessions that one statement looks up in history. */
const TAKEN_BACK_AT_ONCE = 2_000;

interface LeaseRow {
  readonly id: string;
  readonly heartbeat_at: Date;
}

const leaseFrom = ({ id, heartbeat_at }: LeaseRow): BrokerLease => ({ brokerId: id, renewedAt: heartbeat_at });

/** The first half of the advisory locks of brokers; any number that nobody else uses. */
const BROKER_LOCKS = 1_919_050_089;

// Whoever ends the sessions of a broker without a lease, and the broker that takes one anew, do so one after the other. A
// statement looks at the leases as of its beginning, so this stands before it as one of its own: otherwise a thousand sessions
// would end as lost after their broker had taken back that they were.
const LOCK_BROKER = `SELECT pg_advisory_xact_lock(${BROKER_LOCKS}, hashtext($1))`;

/** Presence in TimescaleDB. */
export class TimescalePresenceStore extends PresenceStore {
  /** @param leasePool for the lease alone, so that renewing it waits behind no other work */
  constructor(
    private readonly pool: TelemetryPool,
    private readonly leasePool: TelemetryPool = pool,
  ) {
    super();
  }

  record(brokerId: string, events: readonly PresenceEvent[]): Promise<void> {
    return this.pool.transaction('write presence', async (client) => {
      await client.query(INSERT_EVENTS, [brokerId, ...columnsOf(events)]);
      await upsertStates(client, brokerId, events);
    });
  }

  async takeLease(brokerId: string, now: Date): Promise<void> {
    await this.leasePool.transaction('take the broker lease', async (client) => {
      await client.query(LOCK_BROKER, [brokerId]);
      await client.query(TAKE_LEASE, [brokerId, now.toISOString()]);
    });
  }

  async renewLease(brokerId: string, now: Date): Promise<boolean> {
    const { rowCount } = await this.leasePool.run('renew the broker lease', (client) =>
      client.query(RENEW_LEASE, [brokerId, now.toISOString()]),
    );
    return rowCount === 1;
  }

  async endLease(brokerId: string): Promise<void> {
    await this.leasePool.run('end the broker lease', (client) => client.query(END_LEASE, [brokerId]));
  }

  async leases(): Promise<readonly BrokerLease[]> {
    const { rows } = await this.pool.run('read the broker leases', (client) => client.query<LeaseRow>(LEASES));
    return rows.map(leaseFrom);
  }

  async endLostSessions(lost: readonly BrokerLease[], now: Date): Promise<number> {
    const taken = lost.length > 0 ? await this.#takeLeases(lost) : [];
    const leases = [taken.map(({ brokerId }) => brokerId), taken.map(({ renewedAt }) => renewedAt.toISOString())];
    const { rows } = await this.pool.run('find sessions of lost brokers', (client) =>
      client.query<{ id: string }>(BROKERS_WITHOUT_LEASE),
    );
    let ended = 0;
    for (const { id } of rows) {
      ended += await this.#endAll('end lost sessions', id, END_LOST, [...leases, now.toISOString(), id]);
    }
    return ended;
  }

  async takeBackLoss(brokerId: string, sessions: readonly KnownSession[], since: Date): Promise<void> {
    for (let at = 0; at < sessions.length; at += TAKEN_BACK_AT_ONCE) {
      const some = sessions.slice(at, at + TAKEN_BACK_AT_ONCE);
      const columns = [some.map(({ deviceKey }) => deviceKey), some.map(({ sessionId }) => sessionId)];
      await this.pool.run('take back lost sessions', (client) =>
        client.query(TAKE_BACK_LOSS, [brokerId, ...columns, since.toISOString()]),
      );
    }
  }

  endForgottenSessions(brokerId: string, liveSessionIds: readonly string[], cause: string, now: Date): Promise<number> {
    const values = [brokerId, liveSessionIds, cause, now.toISOString()];
    return this.#endAll('end forgotten sessions', brokerId, END_FORGOTTEN, values);
  }

  async #takeLeases(lost: readonly BrokerLease[]): Promise<readonly BrokerLease[]> {
    const columns = [lost.map(({ brokerId }) => brokerId), lost.map(({ renewedAt }) => renewedAt.toISOString())];
    const { rows } = await this.pool.run('take the leases of lost brokers', (client) =>
      client.query<LeaseRow>(TAKE_LOST_LEASES, columns),
    );
    return rows.map(leaseFrom);
  }

  /** What was ended stays ended when a later batch fails; repeating it ends the rest. */
  async #endAll(operation: string, brokerId: string, statement: string, values: readonly unknown[]): Promise<number> {
    for (let ended = 0; ; ) {
      const { rowCount } = await this.pool.transaction(operation, async (client) => {
        await client.query(LOCK_BROKER, [brokerId]);
        return client.query(statement, [...values]);
      });
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
