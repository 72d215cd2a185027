import { execFileSync } from 'node:child_process';
import { cpSync, mkdtempSync, rmSync, statfsSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Client } from 'pg';
import { DATABASE_START_LIMIT_MS, EmbeddedTestDatabase } from '#libs/testing';

const MEBIBYTE = 1_048_576;
/** Room of the disk beyond what the database has at its start, bytes. */
const ROOM = 24 * MEBIBYTE;
/** Transactions that are tried while the disk fills up. */
const TRANSACTIONS = 60;

/** Whether this machine lets us mount a disk of a size of our choice. */
const canMount = (() => {
  const folder = mkdtempSync(join(tmpdir(), 'fieldgate-mount-'));
  try {
    mount(folder, MEBIBYTE);
    unmount(folder);
    return true;
  } catch {
    return false;
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
})();

function mount(folder: string, bytes: number): void {
  execFileSync('mount', ['-t', 'tmpfs', '-o', `size=${bytes}`, 'none', folder], { stdio: 'ignore' });
}

function unmount(folder: string): void {
  execFileSync('umount', ['-l', folder], { stdio: 'ignore' });
}

(canMount ? describe : describe.skip)(
  'the embedded database on a full disk (skipped where none can be mounted)',
  () => {
    let database: EmbeddedTestDatabase;
    let ballast: string;
    let client: Client;
    const free = () => {
      const { bavail, bsize } = statfsSync(database.dataDirectory);
      return bavail * bsize;
    };

    beforeAll(async () => {
      database = await EmbeddedTestDatabase.start({ migrated: false });
      await database.kill('SIGTERM');
      const aside = mkdtempSync(join(tmpdir(), 'fieldgate-aside-'));
      cpSync(database.dataDirectory, aside, { recursive: true });
      mount(database.dataDirectory, 200 * MEBIBYTE);
      cpSync(aside, database.dataDirectory, { recursive: true });
      rmSync(aside, { recursive: true });
      await database.restart();
      client = new Client({ connectionString: database.url });
      client.on('error', () => undefined); // its process may end
      await client.connect();
      await client.query('CREATE TABLE kept (batch integer NOT NULL, content text NOT NULL)');
      ballast = join(database.dataDirectory, 'ballast');
      writeFileSync(ballast, Buffer.alloc(free() - ROOM));
    }, DATABASE_START_LIMIT_MS);
    afterAll(async () => {
      await client.end();
      await database.kill('SIGKILL');
      unmount(database.dataDirectory);
      await database.stop();
    }, DATABASE_START_LIMIT_MS);

    it('refuses with 53100 what it cannot keep, keeps what it said yes to, and goes on when there is room', async () => {
      const acknowledged: number[] = [];
      const codes = new Set<string | undefined>();
      const write = async (batch: number) => {
        const text = `INSERT INTO kept SELECT $1::int, repeat(md5(random()::text), 30) FROM generate_series(1, 1000)`;
        await client.query(text, [batch]);
        acknowledged.push(batch);
      };
      for (let batch = 0; batch < TRANSACTIONS; batch += 1)
        await write(batch).catch(({ code }: { code?: string }) => codes.add(code));
      expect([...codes]).toEqual(['53100']);
      expect(acknowledged.length).toBeGreaterThan(0);
      expect(database.process.isRunning).toBe(true);
      rmSync(ballast);
      await write(TRANSACTIONS);
      const { rows } = await client.query(
        'SELECT batch, count(*)::int AS rows FROM kept GROUP BY batch ORDER BY batch',
      );
      expect(rows).toEqual(acknowledged.map((batch) => ({ batch, rows: 1000 })));
    }, 60_000);
  },
);
