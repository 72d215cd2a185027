import { failingJobsOf } from '#libs/telemetry';
import { DATABASE_START_LIMIT_MS, startTestDatabase, type TestDatabase } from '#libs/testing';
import { Shelf } from './telemetry-under-test.js';
import { until } from './until.js';

jest.setTimeout(120_000);

describe('Jobs of the database that fail', () => {
  let database: TestDatabase;
  let shelf: Shelf;

  beforeAll(async () => {
    database = await startTestDatabase();
    shelf = new Shelf(database.url);
  }, DATABASE_START_LIMIT_MS);

  afterAll(async () => {
    await shelf.close();
    await database.stop();
  }, DATABASE_START_LIMIT_MS);

  it('are none at first', async () => {
    expect(await failingJobsOf(shelf.pool)).toEqual([]);
  });

  it('are named with their reason, whoever runs them', async () => {
    // The embedded database runs one job a second: the others of the platform would come first.
    await shelf.pool.query('SELECT delete_job(job_id) FROM timescaledb_information.jobs');
    await shelf.pool.query(`
      CREATE PROCEDURE telemetry.break_down(job_id integer, config jsonb) LANGUAGE plpgsql
      AS $$ BEGIN RAISE 'the bearing is worn'; END $$`);
    await shelf.pool.query("SELECT add_job('telemetry.break_down', INTERVAL '1 hour')");
    await until('the job has failed', async () => (await failingJobsOf(shelf.pool)).length > 0);
    const [job] = await failingJobsOf(shelf.pool);
    expect(job).toMatchObject({ name: 'break_down', reason: expect.stringContaining('the bearing is worn') });
  });
});
