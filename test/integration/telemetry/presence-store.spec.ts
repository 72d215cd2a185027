import { Pool } from 'pg';
import { deviceKey, systemScheduler } from '#libs/kernel';
import { TelemetryPool, TimescalePresenceStore, TimescaleTelemetryReader } from '#libs/telemetry';
import {
  DATABASE_START_LIMIT_MS,
  FakePresenceStore,
  MoodyDatabase,
  startTestDatabase,
  type TestDatabase,
} from '#libs/testing';
import { presenceStoreContract } from './presence-store-contract.js';
import { whole } from './telemetry-under-test.js';

jest.setTimeout(30_000);

const words = (event: string, cause: string | undefined) => (cause === undefined ? event : `${event}: ${cause}`);

describe('The fake', () => {
  const store = new FakePresenceStore(new MoodyDatabase());

  presenceStoreContract('FakePresenceStore', () => ({
    store,
    async stateOf(device) {
      const found = store.states.get(device);
      return found && { state: words(found.state, found.cause), since: found.since };
    },
    async historyOf(device) {
      return [...store.historyOf(device)].reverse().map(({ event, cause }) => words(event, cause));
    },
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
    const reader = new TimescaleTelemetryReader(pool);
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
    };
  });
});
