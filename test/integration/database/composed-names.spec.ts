import { readFile } from 'node:fs/promises';
import { Client } from 'pg';
import { DATABASE_START_LIMIT_MS, startTestDatabase, type TestDatabase } from '#libs/testing';

const decomposed = 'Zu\u0308rich';
const composed = 'Z\u00fcrich';
const idOf = (n: number) => `01900000-0000-7000-8000-${String(n).padStart(12, '0')}`;

describe('what was kept before names were composed', () => {
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

  const names = async (table: string) =>
    (await client.query<{ name: string }>(`SELECT name FROM ${table} ORDER BY id`)).rows.map(({ name }) => name);

  it('is composed by the migration; of two that must differ the later one gets a number', async () => {
    await client.query(
      `INSERT INTO organization (id, kind, path, name, created_at, updated_at)
       VALUES ($1, 'operator', '/1/', $2, now(), now())`,
      [idOf(1), decomposed],
    );
    await client.query("INSERT INTO asset_kind (id, name) VALUES ($1, $2), ($3, $4), ($5, 'Plain')", [
      idOf(11),
      decomposed,
      idOf(12),
      composed,
      idOf(13),
    ]);
    await client.query(await readFile('prisma/migrations/20261129050000_composed_names/migration.sql', 'utf8'));
    expect(await names('organization')).toEqual([composed]);
    expect((await names('asset_kind')).filter((name) => name.startsWith('Z'))).toEqual([`${composed} (2)`, composed]);
  });

  it('is composed where devices named it; of one property under two names the newer value stays', async () => {
    await client.query('INSERT INTO telemetry.quantity (name, unit) VALUES ($1, NULL), ($2, $3), ($4, $3)', [
      decomposed,
      decomposed,
      'Cel',
      composed,
    ]);
    await client.query(
      `INSERT INTO telemetry.attribute (device_key, name, value, received_at)
       VALUES (1, $1, '"old"', '2026-11-21'), (1, $2, '"new"', '2026-11-22'), (2, $1, to_jsonb($2::text), '2026-11-21'),
         (3, 'note', to_jsonb($3::text), '2026-11-21')`,
      [composed, decomposed, '\n\u0303x'],
    );
    await client.query(await readFile('timescale/0050-composed-names.sql', 'utf8'));
    expect(await names('telemetry.quantity')).toEqual([composed, decomposed, composed]);
    const { rows } = await client.query('SELECT device_key, name, value FROM telemetry.attribute ORDER BY device_key');
    expect(rows).toEqual([
      { device_key: 1, name: composed, value: 'new' },
      { device_key: 2, name: composed, value: composed },
      // The end of a line is no letter that a mark could be composed with, however JSON writes it.
      { device_key: 3, name: 'note', value: '\n\u0303x' },
    ]);
  });

  it('is composed in units; of one unit under two spellings the oldest takes it, unless it is there', async () => {
    await client.query('TRUNCATE telemetry.quantity CASCADE');
    await client.query(
      `INSERT INTO telemetry.quantity (name, unit)
       VALUES ('a', $1), ('a', $2), ('b', $1), ('b', 'V'), ('c', NULL), ('d', $3), ('d', 'A')`,
      ['\u2126', '\u03a9', 'A\u030a'],
    );
    await client.query(await readFile('timescale/0141-composed-units.sql', 'utf8'));
    const { rows } = await client.query('SELECT name, unit FROM telemetry.quantity ORDER BY id');
    expect(rows.map(({ name, unit }) => [name, unit])).toEqual([
      ['a', '\u2126'],
      ['a', '\u03a9'],
      ['b', '\u03a9'],
      ['b', 'V'],
      ['c', null],
      ['d', '\u00c5'],
      ['d', 'A'],
    ]);
  });
});
