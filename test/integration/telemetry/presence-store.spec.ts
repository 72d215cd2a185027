import { Pool } from 'pg';
import { deviceKey, newUuid, systemScheduler } from '#libs/kernel';
import { BROKERS_WITHOUT_LEASE, TelemetryPool, TelemetryReader, TimescalePresenceStore } from '#libs/telemetry';
import {
  DATABASE_START_LIMIT_MS,
  FakePresenceStore,
  startTestDatabase,
  type TestDatabase,
  UnreliableDatabase,
} from '#libs/testing';
import { presenceStoreContract } from './presence-store-contract.js';
import { SteppedPool } from './stepped-pool.js';
import { whole } from './telemetry-under-test.js';

jest.setTimeout(30_000);

const words = (event: string, cause: string | undefined) => (cause === undefined ? event : `${event}: ${cause}`);

describe('The fake', () => {
  const store = new FakePresenceStore(new UnreliableDatabase());

  presenceStoreContract('FakePresenceStore', () => ({
    store,
    async stateOf(device) {
      const found = store.states.get(device);
      return found && { state: words(found.state, found.cause), since: found.since };
    },
    async historyOf(device) {
      return [...store.historyOf(device)].reverse().map(({ event, cause }) => words(event, cause));
    },
    interrupted: () => store, // it does each thing in one step
  }));
});

describe('The real one', () => {
  let database: TestDatabase;
  let pool: Pool;

  beforeAll(async () => {
    database = await startTestDatabase();
    pool = new Pool({ connectionString: database.url, max: 2 });
  }, DATABASE_START_LIMIT_MS);

  afterAll(async () => {
    await pool.end();
    await database.stop();
  }, DATABASE_START_LIMIT_MS);

  presenceStoreContract('TimescalePresenceStore', () => {
    const reader = new TelemetryReader(pool);
    return {
      store: new TimescalePresenceStore(new TelemetryPool(pool, systemScheduler)),
      async stateOf(device) {
        const [found] = await reader.presenceOf([deviceKey(device)]);
        return found && { state: words(found.state, found.cause), since: found.since.getTime() };
      },
      async historyOf(device) {
        const { items } = await reader.connectivity(whole(deviceKey(device)), { limit: 100 });
        return items.map(({ event, cause }) => words(event, cause));
      },
      interrupted: (step, interruption) => new TimescalePresenceStore(new SteppedPool(pool, step, interruption)),
    };
  });

  it('renews the lease while every other connection is taken', async () => {
    const lease = new Pool({ connectionString: database.url, max: 1 });
    const taken = await Promise.all([pool.connect(), pool.connect()]);
    try {
      const pools = [new TelemetryPool(pool, systemScheduler), new TelemetryPool(lease, systemScheduler)] as const;
      const store = new TimescalePresenceStore(...pools);
      const id = newUuid(new Date());
      await store.takeLease(id, new Date());
      expect(await store.renewLease(id, new Date())).toBe(true);
      await store.endLease(id);
    } finally {
      for (const client of taken) client.release();
      await lease.end();
    }
  });

  it('finds the brokers that hold sessions in an index, and no device is read for it', async () => {
    await pool.query(`
      INSERT INTO telemetry.presence
        (device_key, state, since, session_id, session_started_at, broker_id, last_seen_at)
      SELECT 1000000000 + n, 'connected', now(), gen_random_uuid(), now(), md5((n % 3)::text)::uuid, now()
      FROM generate_series(1, 20000) AS n`);
    await pool.query('ANALYZE telemetry.presence');
    const { rows } = await pool.query<{ 'QUERY PLAN': string }>(`EXPLAIN (COSTS OFF) ${BROKERS_WITHOUT_LEASE}`);
    const plan = rows.map((row) => row['QUERY PLAN']).join('\n');
    expect(plan).toContain('Index Only Scan using presence_open');
    expect(plan).not.toContain('Seq Scan on presence');
  });
});
