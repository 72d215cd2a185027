import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { Client } from 'pg';
import { migrateRegistry, migrateTelemetry, requireTimescale } from '#libs/platform';
import { describeOnEveryDatabase } from '#libs/testing';

describeOnEveryDatabase(
  'migrating',
  (database) => {
    let client: Client;
    let folder: string;
    const connect = async () => {
      const connected = new Client({ connectionString: database.url });
      await connected.connect();
      return connected;
    };
    const write = async (path: string, sql: string) => {
      await mkdir(dirname(join(folder, path)), { recursive: true });
      await writeFile(join(folder, path), sql);
    };
    const tables = async () => {
      const { rows } = await client.query(
        "SELECT table_name AS name FROM information_schema.tables WHERE table_name IN ('a', 'b', 'c') ORDER BY 1",
      );
      return rows.map(({ name }) => name as string);
    };

    beforeEach(async () => {
      client = await connect();
      folder = await mkdtemp(join(tmpdir(), 'fieldgate-migrations-'));
    });
    afterEach(async () => {
      await client.query('DROP SCHEMA IF EXISTS telemetry CASCADE');
      await client.query('DROP TABLE IF EXISTS _prisma_migrations, a, b, c');
      await client.end();
      await rm(folder, { recursive: true });
    });

    it('has TimescaleDB afterwards, whether or not it was there', async () => {
      expect(await requireTimescale(client)).toMatch(/^\d+\.\d+/);
      expect(await requireTimescale(client)).toMatch(/^\d+\.\d+/);
    });

    describe.each([
      { kind: 'the registry', migrate: migrateRegistry, file: (name: string) => `${name}/migration.sql` },
      { kind: 'telemetry', migrate: migrateTelemetry, file: (name: string) => `${name}.sql` },
    ])('$kind', ({ migrate, file }) => {
      it('applies each file once, in order', async () => {
        await write(file('0002-second'), 'CREATE TABLE b (c integer REFERENCES a);');
        await write(file('0001-first'), 'CREATE TABLE a (c integer PRIMARY KEY);');
        expect(await migrate(client, folder)).toEqual({ applied: ['0001-first', '0002-second'], already: 0 });
        expect(await migrate(client, folder)).toEqual({ applied: [], already: 2 });
      });

      it('applies once when two runners start at the same time', async () => {
        await write(file('0001-first'), 'CREATE TABLE a (); SELECT count(*) FROM generate_series(1, 100000);');
        const others = await Promise.all([connect(), connect(), connect()]);
        const results = await Promise.all(others.map((other) => migrate(other, folder)));
        await Promise.all(others.map((other) => other.end()));
        expect(results.flatMap(({ applied }) => applied)).toEqual(['0001-first']);
      });

      it('rolls a failing file back whole, says which and why, and takes it when it is corrected', async () => {
        await write(file('0001-first'), 'CREATE TABLE a ();');
        await write(file('0002-second'), 'CREATE TABLE b (); CREATE TABLE b ();');
        await expect(migrate(client, folder)).rejects.toMatchObject({
          code: 'platform.migration-failed',
          message: expect.stringContaining('0002-second'),
          cause: { code: '42P07' },
        });
        expect(await tables()).toEqual(['a']);
        await write(file('0002-second'), 'CREATE TABLE b ();');
        expect(await migrate(client, folder)).toEqual({ applied: ['0002-second'], already: 1 });
      });

      it('refuses a file that was changed after it was applied', async () => {
        await write(file('0001-first'), 'CREATE TABLE a ();');
        await migrate(client, folder);
        await write(file('0001-first'), 'CREATE TABLE a (b integer);');
        await expect(migrate(client, folder)).rejects.toMatchObject({ code: 'platform.migration-changed' });
      });

      it('runs what stands behind "-- @split" in a transaction of its own', async () => {
        await write(
          file('0001-first'),
          'CREATE TABLE a (b integer);\n-- @split\nCREATE INDEX CONCURRENTLY i ON a (b);',
        );
        expect(await migrate(client, folder)).toEqual({ applied: ['0001-first'], already: 0 });
        expect(await migrate(client, folder)).toEqual({ applied: [], already: 1 });
      });

      it('goes no further when one in parts was begun and not finished, and says what to do', async () => {
        await write(file('0001-first'), 'CREATE TABLE a ();\n-- @split\nSELECT 1 / 0;');
        await expect(migrate(client, folder)).rejects.toMatchObject({ details: { part: 2, parts: 2 } });
        await write(file('0002-second'), 'CREATE TABLE b ();');
        await expect(migrate(client, folder)).rejects.toMatchObject({ code: 'platform.migration-unfinished' });
        expect(await tables()).toEqual(['a']);
      });

      it('does not mind what a newer version of the code has applied', async () => {
        await write(file('0001-first'), 'CREATE TABLE a ();');
        await write(file('0002-second'), 'CREATE TABLE b ();');
        await migrate(client, folder);
        await rm(join(folder, file('0002-second')));
        await rm(join(folder, '0002-second'), { recursive: true, force: true });
        expect(await migrate(client, folder)).toEqual({ applied: [], already: 1 });
      });
    });

    it.each([
      { what: 'without a number', files: ['first.sql'], code: 'platform.migration-order' },
      { what: 'with the number of another', files: ['0001-a.sql', '0001-b.sql'], code: 'platform.migration-order' },
    ])('refuses a telemetry file $what before it applies any', async ({ files, code }) => {
      for (const name of files) await write(name, 'CREATE TABLE a ();');
      await expect(migrateTelemetry(client, folder)).rejects.toMatchObject({ code });
      expect(await tables()).toEqual([]);
    });

    it('refuses a telemetry file whose place in the order is past', async () => {
      await write('0002-second.sql', 'CREATE TABLE b ();');
      await migrateTelemetry(client, folder);
      await write('0001-late.sql', 'CREATE TABLE a ();');
      await expect(migrateTelemetry(client, folder)).rejects.toMatchObject({
        code: 'platform.migration-order',
        message: expect.stringContaining('0002-second is applied already'),
      });
    });

    it('keeps the books of Prisma as Prisma does', async () => {
      await write('20260101000000_first/migration.sql', 'CREATE TABLE a ();');
      await migrateRegistry(client, folder);
      const { rows } = await client.query(
        `SELECT migration_name, length(checksum) AS digits, finished_at IS NOT NULL AS finished, rolled_back_at, applied_steps_count
         FROM _prisma_migrations`,
      );
      expect(rows).toEqual([
        {
          migration_name: '20260101000000_first',
          digits: 64,
          finished: true,
          rolled_back_at: null,
          applied_steps_count: 1,
        },
      ]);
    });
  },
  { migrated: false },
);
