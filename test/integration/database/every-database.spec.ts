import { setTimeout as pause } from 'node:timers/promises';
import { Client, Pool } from 'pg';
import { describeOnEveryDatabase } from '#libs/testing';

/** Waits for a condition that other processes bring about; fails by the test's own time limit. */
async function until(holds: () => Promise<boolean>): Promise<void> {
  while (!(await holds())) await pause(5);
}

describeOnEveryDatabase(
  'the database',
  (database) => {
    let pool: Pool;
    const clients: Client[] = [];
    const connect = async () => {
      const client = new Client({ connectionString: database.url });
      client.on('error', () => undefined);
      clients.push(client);
      await client.connect();
      return client;
    };

    beforeAll(async () => {
      pool = new Pool({ connectionString: database.url, max: 8 });
      await pool.query('CREATE TABLE counter (name text PRIMARY KEY, value integer NOT NULL)');
    });
    beforeEach(async () => {
      await pool.query("INSERT INTO counter VALUES ('a', 0) ON CONFLICT (name) DO UPDATE SET value = 0");
    });
    afterEach(() => Promise.all(clients.splice(0).map((client) => client.end())));
    afterAll(() => pool.end());
    const counter = async () => (await pool.query('SELECT value FROM counter')).rows[0].value as number;

    it('answers parallel queries of a pool of 8, each with its own answer', async () => {
      const numbers = Array.from({ length: 100 }, (_, i) => i);
      const answers = await Promise.all(
        numbers.map((i) => pool.query('SELECT $1::int AS n, pg_backend_pid() AS pid', [i])),
      );
      expect(answers.map(({ rows }) => rows[0].n)).toEqual(numbers);
    });

    it('loses no update of transactions that read, then write', async () => {
      const increment = async () => {
        const client = await pool.connect();
        await client.query('BEGIN');
        const { rows } = await client.query("SELECT value FROM counter WHERE name = 'a' FOR UPDATE");
        await client.query("UPDATE counter SET value = $1 WHERE name = 'a'", [rows[0].value + 1]);
        await client.query('COMMIT');
        client.release();
      };
      await Promise.all(Array.from({ length: 40 }, increment));
      await expect(counter()).resolves.toBe(40);
    });

    it('shows no transaction what another one has not committed', async () => {
      const client = await pool.connect();
      await client.query('BEGIN');
      await client.query('UPDATE counter SET value = 7');
      await client.query('ROLLBACK');
      client.release();
      await expect(counter()).resolves.toBe(0);
    });

    it('keeps statements of the same name on two connections apart', async () => {
      const [one, two] = [await connect(), await connect()];
      const ask = async (client: Client, value: number) =>
        (await client.query({ name: 'same', text: `SELECT ${value} AS value` })).rows[0].value;
      expect([await ask(one, 1), await ask(two, 2), await ask(one, 1), await ask(two, 2)]).toEqual([1, 2, 1, 2]);
    });

    it('takes a parameter of 4 MB', async () => {
      const text = 'ž'.repeat(2 * 1024 * 1024);
      const { rows } = await pool.query('SELECT length($1::text) AS characters, md5($1) AS digest', [text]);
      expect(rows[0]).toMatchObject({ characters: 2 * 1024 * 1024 });
    });

    it('gives an answer of 50 000 rows', async () => {
      const { rows } = await pool.query('SELECT i, md5(i::text) AS digest FROM generate_series(1, 50000) AS i');
      expect(rows).toHaveLength(50_000);
      expect(rows.at(-1)).toMatchObject({ i: 50_000 });
    });

    // The embedded backend reads 8192 bytes at a time, and once stopped where a message ends exactly there.
    it.each([8192, 16_384, 65_536])('answers a message of exactly %d bytes', async (bytes) => {
      const empty = 'SELECT $1::int AS n /**/';
      // Type, length, two terminators and the number of parameter types: 9 bytes around the text of a Parse.
      const text = empty.replace('/**/', `/*${'x'.repeat(bytes - empty.length - 9)}*/`);
      await expect(pool.query(text, [5])).resolves.toMatchObject({ rows: [{ n: 5 }] });
    });

    it('notifies those who listen to the channel, in order, and nobody else', async () => {
      const [listener, stranger, sender] = [await connect(), await connect(), await connect()];
      const heard: string[] = [];
      listener.on('notification', ({ channel, payload }) => heard.push(`${channel} ${payload}`));
      stranger.on('notification', ({ channel }) => heard.push(`stranger ${channel}`));
      await listener.query('LISTEN device_events');
      await stranger.query('LISTEN other_events');
      for (const payload of ['1', '2', '3']) await sender.query("SELECT pg_notify('device_events', $1)", [payload]);
      await until(async () => heard.length >= 3);
      expect(heard).toEqual(['device_events 1', 'device_events 2', 'device_events 3']);
    });

    it('notifies when a transaction commits, and not when it rolls back', async () => {
      const listener = await connect();
      const heard: (string | undefined)[] = [];
      listener.on('notification', ({ payload }) => heard.push(payload));
      await listener.query('LISTEN a');
      await pool.query("BEGIN; NOTIFY a, 'no'; ROLLBACK");
      await pool.query("BEGIN; NOTIFY a, 'yes'; COMMIT");
      await until(async () => heard.length > 0);
      expect(heard).toEqual(['yes']);
    });

    it('goes on notifying one connection after another has stopped listening', async () => {
      const [one, two] = [await connect(), await connect()];
      const heard: (string | undefined)[] = [];
      one.on('notification', ({ payload }) => heard.push(payload));
      two.on('notification', () => heard.push('two'));
      await one.query('LISTEN a');
      await two.query('LISTEN a');
      await two.query('UNLISTEN *');
      await pool.query("NOTIFY a, 'still'");
      await until(async () => heard.length > 0);
      expect(heard).toEqual(['still']);
    });

    it('rolls back the transaction of a client that dies in it, and lets the others on', async () => {
      const client = await connect();
      await client.query('BEGIN');
      await client.query("UPDATE counter SET value = 99 WHERE name = 'a'");
      socketOf(client).destroy();
      await pool.query("UPDATE counter SET value = value + 1 WHERE name = 'a'");
      await expect(counter()).resolves.toBe(1);
    });

    it('keeps what one connection SETs from the others', async () => {
      const [one, two] = [await connect(), await connect()];
      const zone = async (client: Client) => (await client.query('SHOW TimeZone')).rows[0].TimeZone;
      const usual = await zone(two);
      await one.query("SET TimeZone = 'Asia/Tokyo'");
      expect([await zone(one), await zone(two), await zone(one)]).toEqual(['Asia/Tokyo', usual, 'Asia/Tokyo']);
      await two.query("BEGIN; SET LOCAL TimeZone = 'Europe/Warsaw'; COMMIT");
      expect([await zone(two), await zone(one)]).toEqual([usual, 'Asia/Tokyo']);
    });

    it('finds its tables again after RESET ALL', async () => {
      const client = await connect();
      await client.query('SET search_path = telemetry');
      await client.query('RESET ALL');
      await expect(client.query('SELECT value FROM counter')).resolves.toMatchObject({ rowCount: 1 });
    });

    it('begins a connection with the settings it asks for', async () => {
      const client = new Client({ connectionString: database.url, options: '-c TimeZone=Asia/Tokyo' });
      await client.connect();
      const { rows } = await client.query('SHOW TimeZone');
      await client.end();
      expect(rows).toEqual([{ TimeZone: 'Asia/Tokyo' }]);
    });

    it('says which statement is wrong and goes on', async () => {
      const client = await connect();
      await expect(client.query('SELECT $1::int / 0', [1])).rejects.toMatchObject({ code: '22012' });
      await expect(client.query('SELECT 1 AS n')).resolves.toMatchObject({ rows: [{ n: 1 }] });
    });
  },
  { migrated: false },
);

describeOnEveryDatabase('a migrated database', (database) => {
  let pool: Pool;
  beforeAll(() => {
    pool = new Pool({ connectionString: database.url, max: 2 });
  });
  afterAll(() => pool.end());

  it('has the registry and telemetry in it', async () => {
    const { rows } = await pool.query(
      `SELECT to_regclass('organization') IS NOT NULL AS registry, to_regclass('telemetry.reading') IS NOT NULL AS telemetry`,
    );
    expect(rows).toEqual([{ registry: true, telemetry: true }]);
  });

  it('stores a batch once, however often it is sent', async () => {
    const at = Array.from({ length: 1000 }, (_, i) => new Date(Date.UTC(2026, 0, 1) + i * 1000).toISOString());
    const store = () =>
      pool.query(
        `INSERT INTO telemetry.reading (observed_at, received_at, value, device_key, quantity_id, time_origin)
         SELECT at, at, 1, 1, 1, 0 FROM unnest($1::timestamptz[]) AS at
         ON CONFLICT DO NOTHING`,
        [at],
      );
    expect([(await store()).rowCount, (await store()).rowCount]).toEqual([1000, 0]);
  });
});

/** The socket under a client of pg, to break it as a dying process does. */
function socketOf(client: Client): { destroy(): void } {
  return (client as unknown as { connection: { stream: { destroy(): void } } }).connection.stream;
}
