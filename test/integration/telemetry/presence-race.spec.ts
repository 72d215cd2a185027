import { Pool } from 'pg';
import { deviceKey, newUuid, systemScheduler } from '#libs/kernel';
import { TelemetryPool, TelemetryReader, TimescalePresenceStore } from '#libs/telemetry';
import { DATABASE_START_LIMIT_MS, startTestDatabase, type TestDatabase } from '#libs/testing';
import { whole } from './telemetry-under-test.js';
import { until } from './until.js';

// The embedded database does one transaction after the other: there nothing can come between.
const describeOnServer = process.env.TEST_DATABASE_URL ? describe : describe.skip;

jest.setTimeout(30_000);

describeOnServer('Two transactions at once about one broker', () => {
  let database: TestDatabase;
  let pool: Pool;

  beforeAll(async () => {
    database = await startTestDatabase();
    pool = new Pool({ connectionString: database.url, max: 5 });
  }, DATABASE_START_LIMIT_MS);

  afterAll(async () => {
    await pool.end();
    await database.stop();
  }, DATABASE_START_LIMIT_MS);

  const waiting = async () => {
    const { rows } = await pool.query<{ count: number }>(`
      SELECT count(*)::int AS count
      FROM pg_stat_activity
      WHERE datname = current_database()
      AND wait_event_type = 'Lock'`);
    return rows[0]?.count;
  };

  it('a lease is taken after the ends that are under way, so that all of them can be taken back', async () => {
    const store = new TimescalePresenceStore(new TelemetryPool(pool, systemScheduler));
    const startedAt = Date.now();
    const brokerId = newUuid(new Date());
    const device = deviceKey(7);
    const sessionId = newUuid(new Date());
    const common = { deviceKey: device, sessionId, sessionStartedAt: startedAt, remoteAddress: undefined };
    const begin = { ...common, event: 'connected', occurredAt: startedAt, cause: undefined } as const;
    await store.record(brokerId, [begin]);

    const holder = await pool.connect();
    await holder.query('BEGIN');
    await holder.query('SELECT FROM telemetry.presence WHERE device_key = $1 FOR UPDATE', [device]);
    const ending = store.endLostSessions([], new Date(startedAt + 1_000));
    await until('the ends wait', async () => (await waiting()) === 1);
    const back = (async () => {
      await store.takeLease(brokerId, new Date(startedAt + 1_000));
      await store.takeBackLoss(brokerId, [begin], new Date(startedAt));
      await store.record(brokerId, [begin]);
    })();
    await until('the lease or what follows it waits, too', async () => (await waiting()) === 2);
    await holder.query('COMMIT');
    holder.release();
    await Promise.all([ending, back]);

    const reader = new TelemetryReader(pool);
    expect((await reader.presenceOf([device]))[0]).toMatchObject({ state: 'connected' });
    const { items } = await reader.connectivity(whole(device), { limit: 10 });
    expect(items.map(({ event, cause }) => cause ?? event)).toEqual(['connected']);
  });
});
