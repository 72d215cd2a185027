import { setTimeout as pause } from 'node:timers/promises';
import { Client } from 'pg';
import { DATABASE_START_LIMIT_MS, EmbeddedTestDatabase } from '#libs/testing';

/** Between two looks at what the upkeep has done, milliseconds. */
const LOOK_EVERY_MS = 50;

/** What TimescaleDB and PostgreSQL have background processes for, the embedded database does itself. */
describe('the upkeep of the embedded database', () => {
  let database: EmbeddedTestDatabase;
  let client: Client;
  const connect = async () => {
    client = new Client({ connectionString: database.url });
    client.on('error', () => undefined);
    await client.connect();
  };
  const value = async (sql: string) => Object.values((await client.query(sql)).rows[0] ?? {})[0];
  /** Polls until the query's first value is true. It waits here: in WebAssembly pg_sleep() counts the time with a whole core. */
  const until = async (sql: string) => {
    while ((await value(sql)) !== true) await pause(LOOK_EVERY_MS);
  };

  beforeAll(async () => {
    database = await EmbeddedTestDatabase.start({ migrated: false, settings: { LOG_LEVEL: 'debug' } });
    await connect();
  }, DATABASE_START_LIMIT_MS);
  afterAll(async () => {
    await client.end();
    await database.stop();
  }, DATABASE_START_LIMIT_MS);

  it('vacuums a table that has grown, so that its rows are counted and its oldest is known', async () => {
    await client.query('CREATE TABLE grown AS SELECT i, md5(i::text) AS t FROM generate_series(1, 20000) AS i');
    await until("SELECT reltuples > 0 AND relallvisible > 0 FROM pg_class WHERE relname = 'grown'");
  }, 90_000);

  it('counts a chunk when its span is over, and lets one that is being written alone', async () => {
    await client.query(`
      CREATE TABLE written (at timestamptz NOT NULL, value float8);
      SELECT create_hypertable('written', 'at', chunk_time_interval => INTERVAL '1 day');
      INSERT INTO written SELECT now() - INTERVAL '5 days', i FROM generate_series(1, 20000) AS i;
      INSERT INTO written SELECT now(), i FROM generate_series(1, 60000) AS i`);
    const counted = `
      SELECT array_agg(reltuples > 0 ORDER BY c) FROM show_chunks('written') AS c JOIN pg_class ON oid = c`;
    await until(`SELECT (${counted})[1]`);
    // Another round over all tables: one that comes behind them has been looked at after they were.
    await client.query('CREATE TABLE behind AS SELECT i FROM generate_series(1, 20000) AS i');
    await until("SELECT reltuples > 0 FROM pg_class WHERE relname = 'behind'");
    expect(await value(counted)).toEqual([true, false]);
  }, 60_000);

  // Behind those that wait for the vacuum: no job is run in the first ten seconds.
  it('runs jobs that are due, also those whose neighbor fails, and logs a failure with its number', async () => {
    await client.query('CREATE TABLE ran (at timestamptz)');
    await client.query(
      "CREATE PROCEDURE works(job_id integer, config jsonb) LANGUAGE sql AS 'INSERT INTO ran VALUES (now())'",
    );
    await client.query("CREATE PROCEDURE fails(job_id integer, config jsonb) LANGUAGE sql AS 'SELECT 1 / 0'");
    const failing = await value("SELECT add_job('fails', '1 hour')");
    await client.query("SELECT add_job('works', '1 second')");
    await until('SELECT count(*) >= 2 FROM ran');
    await until(`SELECT error LIKE 'division by zero%' FROM upkeep.job_run WHERE job_id = ${failing}`);
    expect(database.process.lastWords).toContain(`Job ${failing} of TimescaleDB failed`);
    await client.query(
      "SELECT delete_job(job_id) FROM timescaledb_information.jobs WHERE proc_name IN ('works', 'fails')",
    );
  }, 60_000);

  it('counts all rows of a compressed table after it was opened again', async () => {
    await client.query(`
      CREATE TABLE compressed (at timestamptz NOT NULL, device integer, value float8);
      SELECT create_hypertable('compressed', 'at', chunk_time_interval => INTERVAL '1 day');
      ALTER TABLE compressed SET (timescaledb.compress, timescaledb.compress_segmentby = 'device');
      INSERT INTO compressed
      SELECT '2026-01-01'::timestamptz + i * INTERVAL '1 minute', i % 3, i FROM generate_series(1, 10000) AS i;
      SELECT compress_chunk(c) FROM show_chunks('compressed') AS c`);
    await client.end();
    await database.restart();
    await connect();
    expect(await value('SELECT count(*)::int FROM compressed')).toBe(10_000);
  }, 60_000);

  it('ends in order at SIGTERM, with code 0, the transaction of a client rolled back', async () => {
    await client.query('CREATE TABLE half (a integer)');
    await client.query('BEGIN; INSERT INTO half VALUES (1)');
    await database.kill('SIGTERM');
    expect(database.process.end).toBe(0);
    await database.restart();
    await connect();
    expect(await value('SELECT count(*)::int FROM half')).toBe(0);
  }, 60_000);

  it('ends with code 70 when its engine traps, and what was committed is there after the next start', async () => {
    await client.query('CREATE TABLE kept (a integer)');
    await client.query('INSERT INTO kept VALUES (1)');
    // So deep an expression that the engine's stack ends.
    await expect(client.query(`SELECT ${'1+'.repeat(50_000)}1`)).rejects.toThrow();
    await database.process.ended;
    expect(database.process.end).toBe(70);
    expect(database.process.lastWords).toContain('trapped');
    await database.restart();
    await connect();
    expect(await value('SELECT a FROM kept')).toBe(1);
  }, 60_000);
});
