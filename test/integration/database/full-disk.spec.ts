import { Client } from 'pg';
import { DATABASE_START_LIMIT_MS } from '#libs/testing';
import { canMount, SmallDisk } from './small-disk.js';

const MEBIBYTE = 1_048_576;
/** Room of the disk beyond what the database has at its start, bytes. */
const ROOM = 24 * MEBIBYTE;
/** Transactions that are tried while the disk fills up. */
const TRANSACTIONS = 60;

(canMount ? describe : describe.skip)(
  'the embedded database on a full disk (skipped where none can be mounted)',
  () => {
    let disk: SmallDisk;
    let client: Client;

    beforeAll(async () => {
      disk = await SmallDisk.start(false, 200 * MEBIBYTE);
      client = new Client({ connectionString: disk.database.url });
      client.on('error', () => undefined); // its process may end
      await client.connect();
      await client.query('CREATE TABLE kept (batch integer NOT NULL, content text NOT NULL)');
      disk.fill(ROOM);
    }, DATABASE_START_LIMIT_MS);
    afterAll(async () => {
      await client.end();
      await disk.stop();
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
      expect(disk.database.process.isRunning).toBe(true);
      disk.makeRoom();
      await write(TRANSACTIONS);
      const { rows } = await client.query(
        'SELECT batch, count(*)::int AS rows FROM kept GROUP BY batch ORDER BY batch',
      );
      expect(rows).toEqual(acknowledged.map((batch) => ({ batch, rows: 1000 })));
    }, 60_000);
  },
);
