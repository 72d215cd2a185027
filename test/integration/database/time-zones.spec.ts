import { readFile } from 'node:fs/promises';
import { Client } from 'pg';
import { profileChange } from '#libs/contracts/http';
import { DATABASE_START_LIMIT_MS, startTestDatabase, type TestDatabase } from '#libs/testing';

const unknown = 'PNT';

describe('the time zone of an organization', () => {
  let database: TestDatabase;
  let client: Client;
  beforeAll(async () => {
    database = await startTestDatabase();
    client = new Client({ connectionString: database.url });
    await client.connect();
  }, DATABASE_START_LIMIT_MS);
  afterAll(async () => {
    await client.end();
    await database.stop();
  });

  const add = (n: number, zone: string) =>
    client.query(
      `INSERT INTO organization (id, kind, path, name, time_zone, created_at, updated_at)
       VALUES ($1, 'customer', $2, 'Zoned', $3, now(), now())`,
      [`01900000-0000-7000-8000-${String(n).padStart(12, '0')}`, `/${n}/`, zone],
    );

  it('is one the database knows: with another, no list of contracts with its customer could be read', async () => {
    await expect(add(1, unknown)).rejects.toMatchObject({ code: '22023' });
    await add(2, 'Europe/Warsaw');
    await expect(client.query('UPDATE organization SET time_zone = $1', [unknown])).rejects.toMatchObject({
      code: '22023',
    });
  });

  it('is known to the database whenever the API takes it', async () => {
    const candidates = [
      ...Intl.supportedValuesOf('timeZone'),
      'UTC',
      'US/Eastern',
      'GB',
      'EST5EDT',
      'Etc/GMT-14',
      'CET',
    ];
    const taken = candidates.filter((name) => profileChange.safeParse({ timeZone: name }).success);
    const { rows } = await client.query(
      `SELECT count(timestamptz 'epoch' AT TIME ZONE name)::int AS count FROM unnest($1::text[]) AS name`,
      [taken],
    );
    expect(rows).toEqual([{ count: candidates.length }]);
  });

  it('became UTC by the migration where the database did not know it; all others stayed', async () => {
    await client.query('ALTER TABLE organization DROP CONSTRAINT organization_time_zone_known');
    await add(3, unknown);
    await client.query(await readFile('prisma/migrations/20261130151000_known_time_zones/migration.sql', 'utf8'));
    const { rows } = await client.query('SELECT time_zone FROM organization ORDER BY id');
    expect(rows.map((row) => row.time_zone)).toEqual(['Europe/Warsaw', 'UTC']);
  });
});
