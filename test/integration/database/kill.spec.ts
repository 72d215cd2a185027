import { randomInt } from 'node:crypto';
import { existsSync } from 'node:fs';
import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { Client, Pool } from 'pg';
import { DATABASE_START_LIMIT_MS, DatabaseProcess, EmbeddedTestDatabase } from '#libs/testing';

/** How often it is killed; more for a longer look: DATABASE_KILLS=100. */
const KILLS = Number(process.env.DATABASE_KILLS ?? 5);
const ROWS = 300;
/** Batches that are acknowledged before a kill. */
const BATCHES_BETWEEN_KILLS = 15;

const CREATE = `
  CREATE TABLE kept (at timestamptz NOT NULL, batch integer NOT NULL, row integer NOT NULL, PRIMARY KEY (batch, row, at));
  SELECT create_hypertable('kept', 'at', chunk_time_interval => INTERVAL '1 hour');
  ALTER TABLE kept SET (timescaledb.compress, timescaledb.compress_segmentby = 'batch')`;
const INSERT = `
  INSERT INTO kept (at, batch, row)
  SELECT '2026-01-01'::timestamptz + $1 * INTERVAL '2 minutes' + row * INTERVAL '1 ms', $1, row
  FROM unnest($2::integer[]) AS row
  ON CONFLICT DO NOTHING`;
/** All chunks but the one that is being written. */
const COMPRESS = `
  SELECT count(compress_chunk(chunk, if_not_compressed => true))
  FROM show_chunks('kept', older_than => '2026-01-01'::timestamptz + $1 * INTERVAL '2 minutes' - INTERVAL '1 hour') AS chunk`;
const rows = Array.from({ length: ROWS }, (_, i) => i);

describe('the embedded database, killed in the middle of writes', () => {
  let database: EmbeddedTestDatabase;
  let pool: Pool;
  let next = 0;
  let upkeeps = 0;
  const acknowledged = new Set<number>();
  const openPool = () => {
    pool = new Pool({ connectionString: database.url, max: 3 });
    pool.on('error', () => undefined);
  };

  beforeAll(async () => {
    database = await EmbeddedTestDatabase.start({ migrated: false });
    openPool();
    await pool.query(CREATE);
  }, DATABASE_START_LIMIT_MS);
  afterAll(async () => {
    await pool.end();
    await database.stop();
  }, DATABASE_START_LIMIT_MS);

  /** Writes batches on two connections and, on a third, compresses and checkpoints, until the connections break. */
  async function writeUntilKilled(): Promise<void> {
    const enough = acknowledged.size + BATCHES_BETWEEN_KILLS;
    const writer = async () => {
      for (;;) {
        const batch = next;
        next += 1;
        await pool.query(INSERT, [batch, rows]);
        acknowledged.add(batch);
        // From the next turn on, with statements of all three under way or about to be.
        if (acknowledged.size === enough) setTimeout(() => void database.kill('SIGKILL'), randomInt(20));
      }
    };
    const keeper = async () => {
      for (;;) {
        await pool.query(COMPRESS, [next]);
        await pool.query('CHECKPOINT');
        upkeeps += 1;
      }
    };
    await Promise.allSettled([writer(), writer(), keeper()]);
    await database.kill('SIGKILL');
  }

  it(
    `has every acknowledged batch whole and no other in part, after each of ${KILLS} kills`,
    async () => {
      for (let kill = 1; kill <= KILLS; kill += 1) {
        await writeUntilKilled();
        await pool.end();
        await database.restart();
        openPool();
        const { rows: found } = await pool.query('SELECT batch, count(*)::int AS rows FROM kept GROUP BY batch');
        const present = new Map(found.map(({ batch, rows }) => [batch as number, rows as number]));
        expect([...acknowledged].filter((batch) => present.get(batch) !== ROWS)).toEqual([]);
        expect([...present].filter(([, count]) => count !== ROWS)).toEqual([]);
      }
      expect(upkeeps).toBeGreaterThan(0);
      expect(acknowledged.size).toBeGreaterThanOrEqual(KILLS * BATCHES_BETWEEN_KILLS);
    },
    KILLS * 30_000,
  );
});

describe('the embedded database, killed in its very first start', () => {
  let dataDirectory: string;
  beforeEach(async () => {
    dataDirectory = await mkdtemp(join(tmpdir(), 'fieldgate-first-start-'));
  });
  afterEach(() => rm(dataDirectory, { recursive: true }));

  it('begins again, as often as it is killed, and is whole in the end', async () => {
    const environment = { DATA_DIR: dataDirectory, DATABASE_PORT: '0', DATABASE_FSYNC: 'off' };
    // When initdb has begun; when the database of our own is made; when the folder has just got its name.
    for (const sign of ['files.new/PG_VERSION', 'files.new/base/16385', 'files']) {
      const killed = DatabaseProcess.spawn(environment);
      while (!existsSync(join(dataDirectory, 'database', sign))) await pause(1);
      await killed.kill('SIGKILL');
    }
    const database = await DatabaseProcess.start(environment);
    const { url } = JSON.parse(await readFile(join(dataDirectory, 'database', 'connection.json'), 'utf8'));
    const client = new Client({ connectionString: url });
    await client.connect();
    const { rows } = await client.query("SELECT count(*)::int AS n FROM pg_extension WHERE extname = 'timescaledb'");
    await client.end();
    await database.kill('SIGKILL');
    expect(rows).toEqual([{ n: 1 }]);
  }, 120_000);
});
