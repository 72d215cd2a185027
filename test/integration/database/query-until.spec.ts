import { connectDatabase, createLogger, type DatabaseConnection } from '#libs/platform';
import { DATABASE_START_LIMIT_MS, startTestDatabase, type TestDatabase } from '#libs/testing';
import { Prisma } from '#prisma';

let storage: TestDatabase;
let database: DatabaseConnection;
beforeAll(async () => {
  storage = await startTestDatabase();
  const logger = createLogger('test', 'fatal');
  database = connectDatabase({ url: storage.url, applicationName: 'test', maxConnections: 2, logger });
}, DATABASE_START_LIMIT_MS);
afterAll(async () => {
  await database.close();
  await storage.stop();
}, DATABASE_START_LIMIT_MS);

const hungUp = new Error('The client hung up.');

describe('a statement whose answer somebody may stop waiting for', () => {
  it('answers like any other while they wait', async () => {
    const { signal } = new AbortController();
    expect(await database.registry.queryUntil(signal, Prisma.sql`SELECT ${2}::int + 3 AS sum`)).toEqual([{ sum: 5 }]);
  });

  it('is not asked at all once they are gone', async () => {
    const statement = Prisma.sql`SELECT 1 / 0`;
    await expect(database.registry.queryUntil(AbortSignal.abort(hungUp), statement)).rejects.toBe(hungUp);
  });

  it('fails as itself while they wait', async () => {
    const { signal } = new AbortController();
    await expect(database.registry.queryUntil(signal, Prisma.sql`SELECT 1 / 0`)).rejects.toThrow('division by zero');
    expect(database.pool.idleCount).toBe(database.pool.totalCount);
  });

  it('ends with them, on a server at once, and leaves its connection to the next one', async () => {
    const waiting = new AbortController();
    // On a server it would outlast the test; the embedded database finishes what it has begun.
    const isServer = process.env.TEST_DATABASE_URL !== undefined;
    const statement = isServer
      ? Prisma.sql`SELECT pg_sleep(3600)`
      : Prisma.sql`SELECT count(*) FROM generate_series(1, 300000)`;
    const begun = new Promise((resolve) => database.pool.once('acquire', resolve));
    const answer = database.registry.queryUntil(waiting.signal, statement);
    const refused = expect(answer).rejects.toBe(hungUp);
    await begun;
    waiting.abort(hungUp);
    await refused;
    expect(database.pool.idleCount).toBe(database.pool.totalCount);
    for (let n = 0; n < 4; n += 1) expect((await database.pool.query('SELECT 1 AS one')).rows).toEqual([{ one: 1 }]);
  });

  it('gives its place back unused to whoever waits behind it, and ends no connection for that', async () => {
    const held = await Promise.all([database.pool.connect(), database.pool.connect()]);
    const ended = jest.fn();
    database.pool.on('remove', ended);
    const waiting = new AbortController();
    const refused = expect(database.registry.queryUntil(waiting.signal, Prisma.sql`SELECT 1`)).rejects.toBe(hungUp);
    expect(database.pool.waitingCount).toBe(1);
    waiting.abort(hungUp);
    for (const connection of held) connection.release();
    await refused;
    expect(database.pool.idleCount).toBe(2);
    expect(ended).not.toHaveBeenCalled();
  });

  it('holds up nobody when everyone leaves at once who has a connection', async () => {
    const waiting = new AbortController();
    const statement = Prisma.sql`SELECT count(*) FROM generate_series(1, 300000)`;
    // Both connections are there, so that both statements begin at once.
    await Promise.all([1, 2].map(() => database.pool.query('SELECT pg_sleep(0.05)')));
    expect(database.pool.idleCount).toBe(2);
    const refused = [1, 2].map(() =>
      expect(database.registry.queryUntil(waiting.signal, statement)).rejects.toBe(hungUp),
    );
    await new Promise(setImmediate);
    waiting.abort(hungUp);
    expect(database.pool.waitingCount).toBe(0);
    await Promise.all(refused);
    expect(database.pool.idleCount).toBe(database.pool.totalCount);
  });
});
