import { once } from 'node:events';
import { readdirSync } from 'node:fs';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import fc from 'fast-check';
import { Client, Pool } from 'pg';
import { DATABASE_START_LIMIT_MS, DatabaseProcess, EmbeddedTestDatabase } from '#libs/testing';
import { frame, int16, int32, RawClient } from './raw-client.js';

/** What only the embedded database does, because all connections share its one backend. */
describe('the embedded database', () => {
  let database: EmbeddedTestDatabase;
  let pool: Pool;
  const ends: (() => unknown)[] = [];
  const connect = async (url = database.url) => {
    const client = new Client({ connectionString: url });
    client.on('error', () => undefined);
    ends.push(() => client.end());
    await client.connect();
    return client;
  };
  const raw = async (open: (url: string) => Promise<RawClient>) => {
    const client = await open(database.url);
    ends.push(() => client.end());
    return client;
  };
  const works = async () => expect((await pool.query('SELECT 1 AS n')).rows).toEqual([{ n: 1 }]);

  beforeAll(async () => {
    const settings = {
      DATABASE_MAX_CONNECTIONS: '10',
      DATABASE_WAIT_SECONDS: '2',
      DATABASE_IDLE_TRANSACTION_SECONDS: '3',
    };
    database = await EmbeddedTestDatabase.start({ migrated: false, settings });
    pool = new Pool({ connectionString: database.url, max: 2 });
    await pool.query('CREATE TABLE t (a integer)');
  }, DATABASE_START_LIMIT_MS);
  afterEach(async () => {
    await Promise.all(ends.splice(0).map((end) => end()));
  });
  afterAll(async () => {
    await pool.end();
    await database.stop();
  }, DATABASE_START_LIMIT_MS);

  it('keeps the files of a hundred tables open', async () => {
    const files = () => readdirSync(`/proc/${database.process.id}/fd`).length;
    await pool.query(`
      DO $$ BEGIN FOR n IN 1..100 LOOP EXECUTE format('CREATE TABLE many_%s AS SELECT 1', n); END LOOP; END $$`);
    const before = files();
    await pool.query(Array.from({ length: 100 }, (_, index) => `SELECT * FROM many_${index + 1}`).join(' UNION ALL '));
    expect(Math.min(before, files())).toBeGreaterThan(100);
    await pool.query(`DROP TABLE ${Array.from({ length: 100 }, (_, index) => `many_${index + 1}`).join(', ')}`);
  });

  describe('COPY FROM STDIN', () => {
    it.each([
      'COPY t FROM STDIN',
      'copy t from stdin',
      'SELECT 1; COPY t FROM STDIN; SELECT 2',
      'COPY /* a */ "t" -- b\n (a) FROM/**/STDIN WITH (FORMAT csv)',
      'COPY t (a) FROM STDIN WHERE a > 1',
    ])('is refused, and the connection goes on: %s', async (sql) => {
      const client = await connect();
      await expect(client.query(sql)).rejects.toMatchObject({ code: '0A000', hint: expect.stringContaining('unnest') });
      await expect(client.query('SELECT count(*)::int AS n FROM t')).resolves.toMatchObject({ rows: [{ n: 0 }] });
    });

    it('is refused in the extended protocol and in a transaction, which fails as it would at any error', async () => {
      const client = await connect();
      await client.query('BEGIN');
      const extended = { text: 'COPY t FROM STDIN', values: [], queryMode: 'extended' };
      await expect(client.query(extended)).rejects.toMatchObject({ code: '0A000' });
      await expect(client.query('SELECT 1')).rejects.toMatchObject({ code: '25P02' });
      await client.query('ROLLBACK');
      await expect(client.query('SELECT 1 AS n')).resolves.toMatchObject({ rows: [{ n: 1 }] });
    });

    it('is refused when statements stand behind it in the same pipeline', async () => {
      const client = await raw(RawClient.start);
      const bind = frame('B', '', '', int16(0), int16(0), int16(0));
      const run = (sql: string) => Buffer.concat([frame('P', '', sql, int16(0)), bind, frame('E', '', int32(0))]);
      client.send(run('COPY t FROM STDIN'), frame('S'), run('SELECT 1'), frame('S'));
      expect((await client.until('Z')).map((m) => m[0]).join('')).toBe('12EZ');
      expect((await client.until('Z')).map((m) => m[0]).join('')).toBe('12DCZ');
    });

    it('leaves COPY TO STDOUT alone', async () => {
      const client = await raw(RawClient.start);
      client.send(frame('Q', 'COPY (SELECT 5) TO STDOUT'));
      expect((await client.until('Z')).map((m) => m[0]).join('')).toBe('HdcCZ');
    });
  });

  describe('statements that would touch every connection', () => {
    it.each(['DISCARD ALL', 'DISCARD TEMP', 'DEALLOCATE ALL', 'SELECT 1; deallocate prepare all'])(
      '%s is refused',
      async (sql) => {
        const [one, two] = [await connect(), await connect()];
        const named = { name: 'kept', text: 'SELECT 1 AS n' };
        await two.query(named);
        await expect(one.query(sql)).rejects.toMatchObject({ code: '0A000' });
        await expect(one.query({ text: sql, values: [], queryMode: 'extended' } as never)).rejects.toMatchObject({
          code: expect.stringMatching(/0A000|42601/),
        });
        await expect(two.query(named)).resolves.toMatchObject({ rows: [{ n: 1 }] });
      },
    );

    it('SET ROLE holds for its own connection alone', async () => {
      const [one, two] = [await connect(), await connect()];
      await one.query('CREATE ROLE clerk');
      await one.query('SET ROLE clerk');
      const user = async (client: Client) => (await client.query('SELECT current_user AS name')).rows[0].name;
      expect([await user(one), await user(two), await user(one)]).toEqual(['clerk', 'fieldgate', 'clerk']);
    });

    it('an index made or dropped CONCURRENTLY is made or dropped, and its table goes on', async () => {
      await pool.query('CREATE TABLE indexed (a integer)');
      await pool.query('CREATE INDEX CONCURRENTLY i ON indexed (a)');
      await pool.query({ text: 'REINDEX INDEX CONCURRENTLY i', values: [] });
      await pool.query('DROP INDEX CONCURRENTLY i');
      await pool.query('ALTER TABLE indexed ADD COLUMN b integer');
      await pool.query('DROP TABLE indexed');
    });

    it('an answer too large to be held ends its connection alone', async () => {
      const client = await connect();
      const answer = client.query("SELECT repeat('x', 140000000)");
      await expect(answer).rejects.toMatchObject({ code: '54000' });
      await works();
    }, 30_000);

    it('a connection leaves no statement behind', async () => {
      const client = await connect();
      await client.query({ name: 'mine', text: 'SELECT 1' });
      await client.query('PREPARE by_sql AS SELECT 1');
      await client.end();
      await expect(
        pool.query("SELECT name FROM pg_prepared_statements WHERE name ~ 'mine|by_sql'"),
      ).resolves.toMatchObject({
        rows: [],
      });
    });
  });

  describe('authentication', () => {
    const urlWith = (change: { username?: string; password?: string; pathname?: string }) => {
      const url = new URL(database.url);
      for (const part of ['username', 'password', 'pathname'] as const) url[part] = change[part] ?? url[part];
      return url.href;
    };

    it.each([
      { what: 'a wrong password', change: { password: 'wrong' }, code: '28P01' },
      { what: 'an unknown user', change: { username: 'postgres' }, code: '28P01' },
      { what: 'another database', change: { pathname: '/postgres' }, code: '3D000' },
    ])('refuses $what', async ({ change, code }) => {
      await expect(connect(urlWith(change))).rejects.toMatchObject({ code });
      await works();
    });

    it('answers nothing but a refusal to a client that skips it', async () => {
      const client = await raw(RawClient.open);
      const startup = Buffer.from('\0\x03\0\0user\0fieldgate\0\0', 'latin1');
      client.send(int32(4 + startup.length), startup, frame('Q', 'SELECT 1'));
      expect((await client.until('E')).at(-1)).toContain('28P01');
      await expect(client.until('D')).rejects.toThrow('ended');
    });

    it('speaks 3.0 with a client that would speak 3.2', async () => {
      const client = await raw(RawClient.open);
      const startup = Buffer.from('\0\x03\0\x02user\0fieldgate\0_pq_.x\0on\0\0', 'latin1');
      client.send(int32(4 + startup.length), startup);
      expect((await client.until('R')).map((m) => m[0])).toEqual(['v', 'R']);
    });

    it('declines encryption, which loopback does not need', async () => {
      const client = await raw(RawClient.open);
      const answer = once(client.socket, 'data');
      client.send(int32(8), int32(80_877_103));
      expect(String((await answer)[0])).toBe('N');
    });

    it('takes so many connections and says so to the next', async () => {
      await Promise.all(Array.from({ length: 8 }, () => connect()));
      const more = Promise.all(Array.from({ length: 3 }, () => connect()));
      await expect(more).rejects.toMatchObject({ code: '53300' });
    });
  });

  describe('bytes that are no protocol', () => {
    it.each([
      { what: 'an unknown type', bytes: Buffer.from('y\0\0\0\x04', 'latin1') },
      { what: 'a length of nothing', bytes: Buffer.from('Q\0\0\0\0', 'latin1') },
      { what: 'a message of 2 GiB', bytes: Buffer.from('Q\x7f\xff\xff\xff', 'latin1') },
      { what: 'a Describe that would end the backend', bytes: frame('D', Buffer.from('S'), 'x'.repeat(20_000)) },
      { what: 'a Query without an end', bytes: frame('Q', Buffer.from('SELECT 1')) },
      { what: 'a second password', bytes: frame('p', 'again') },
    ])('$what ends that connection only', async ({ bytes }) => {
      const client = await raw(RawClient.start);
      client.send(bytes);
      expect((await client.until('E')).at(-1)).toContain('08P01');
      await works();
    });

    it('a Bind with less in it than it says is an error of that statement', async () => {
      const client = await raw(RawClient.start);
      client.send(frame('P', '', 'SELECT $1::int', int16(0)), frame('B', '', '', int16(0), int16(3)), frame('S'));
      expect(await client.until('Z')).toContainEqual(expect.stringContaining('08P01'));
      client.send(frame('Q', 'SELECT 1'));
      expect((await client.until('Z')).map((m) => m[0]).join('')).toBe('TDCZ');
    });

    it('leave the database serving the others, whatever they are', async () => {
      const type = fc.constantFrom('Q', 'P', 'B', 'D', 'E', 'C', 'H', 'S', 'F', 'd', 'c', 'f', 'X', 'p', 'y');
      const messages = fc.array(fc.tuple(type, fc.uint8Array({ maxLength: 80 })), { minLength: 1, maxLength: 12 });
      const property = fc.asyncProperty(messages, async (sent) => {
        const client = await RawClient.start(database.url);
        client.send(...sent.map(([name, body]) => frame(name, Buffer.from(body))), frame('X'));
        await once(client.socket, 'close');
        await works();
      });
      await fc.assert(property, { numRuns: 100 });
    }, 60_000);

    it('a start that is not one ends that connection only', async () => {
      const client = await raw(RawClient.open);
      client.send(Buffer.from('GET / HTTP/1.1\r\n\r\n'));
      expect((await client.until('E')).at(-1)).toContain('08P01');
      await works();
    });
  });

  describe('a client that keeps the backend', () => {
    it('is ended when its transaction is idle for too long, and what it did is rolled back', async () => {
      const client = await connect();
      const ended = once(client, 'error');
      await client.query('BEGIN; INSERT INTO t VALUES (1)');
      const [reason] = await ended;
      expect(reason).toMatchObject({ code: '25P03' });
      await expect(pool.query('SELECT count(*)::int AS n FROM t')).resolves.toMatchObject({ rows: [{ n: 0 }] });
    });

    it('lets the others fail clearly after their wait, who then can try again', async () => {
      const [holder, other] = [await connect(), await connect()];
      await holder.query('BEGIN');
      await expect(other.query('SELECT $1::int', [1])).rejects.toMatchObject({ code: '55P03' });
      await holder.query('COMMIT');
      await expect(other.query('SELECT 1 AS n')).resolves.toMatchObject({ rows: [{ n: 1 }] });
    });
  });

  it('says so when its port is taken', async () => {
    const dataDirectory = await mkdtemp(join(tmpdir(), 'fieldgate-port-'));
    const { port } = new URL(database.url);
    const second = await DatabaseProcess.start({ DATA_DIR: dataDirectory, DATABASE_PORT: port, DATABASE_FSYNC: 'off' });
    await rm(dataDirectory, { recursive: true });
    expect(second.end).toBe(78);
    expect(second.lastWords).toContain(`127.0.0.1:${port}: the port is taken`);
  }, 60_000);

  it('is one process a folder: a second one is refused, and says who has it', async () => {
    const second = await DatabaseProcess.start({ DATA_DIR: database.dataDirectory, DATABASE_PORT: '0' });
    expect(second.end).toBe(69);
    expect(second.lastWords).toContain('is open in another process');
    await works();
  }, 60_000);
});
