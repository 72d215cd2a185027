import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { DAY_MS, HOUR_MS } from '#libs/kernel';
import { DATABASE_START_LIMIT_MS } from '#libs/testing';
import { aDevice, always, aMessage, TelemetryUnderTest, whole } from './telemetry-under-test.js';

jest.setTimeout(120_000);

const VIEWS = ['reading_1m', 'reading_1h', 'reading_1d'] as const;

describe('One device, one message', () => {
  let telemetry: TelemetryUnderTest;

  beforeAll(async () => {
    telemetry = await TelemetryUnderTest.begin();
  }, DATABASE_START_LIMIT_MS);

  afterAll(() => telemetry.end(), DATABASE_START_LIMIT_MS);

  const minute = Math.floor((Date.now() - 3 * HOUR_MS) / 60_000) * 60_000;
  const refresh = async () => {
    for (const view of VIEWS)
      await telemetry.shelf.pool.query(`CALL refresh_continuous_aggregate('telemetry.${view}', NULL, NULL)`);
  };
  const chunks = async () => {
    const { rows } = await telemetry.shelf.pool.query<{ count: number }>(
      "SELECT count(*)::int4 AS count FROM timescaledb_information.chunks WHERE hypertable_name = 'reading'",
    );
    return rows[0]?.count ?? 0;
  };

  it('makes no more chunks than it has days, however many days it speaks of', async () => {
    const device = aDevice();
    const before = await chunks();
    const values = Array.from({ length: 4_000 }, (_, ago) => ({
      ts: Date.now() - ago * DAY_MS,
      values: { load: ago },
    }));
    expect(await telemetry.writer.send(aMessage(device, values))).toEqual({ kind: 'stored' });
    expect((await chunks()) - before).toBeLessThanOrEqual(65);
    const { items } = await telemetry.shelf.reader.rejectedMessages(whole(device), { limit: 5 });
    expect(items[0]?.reasons.map(({ code }) => code)).toEqual(['telemetry.too-old', 'telemetry.too-many-days']);
    expect(items[0]?.reasonCount).toBe(4_000 - (await telemetry.shelf.count('reading', device)));
  });

  it('is refused what retention would drop: the days are those of the policies', async () => {
    const { rows } = await telemetry.shelf.pool.query<{ days: string }>(
      `SELECT DISTINCT config ->> 'drop_after' AS days FROM timescaledb_information.jobs
       WHERE proc_name = 'policy_retention' AND hypertable_name IN ('reading', 'text_reading', 'position')`,
    );
    expect(rows).toEqual([{ days: '400 days' }]);
  });

  it('makes eight units of a name, and they are looked up by an index', async () => {
    const device = aDevice();
    const pack = Array.from({ length: 2_400 }, (_, at) => ({ n: 'crowded', u: `u${at}`, v: at, t: at - 2_400 }));
    await telemetry.writer.send(aMessage(device, pack));
    const count = "SELECT count(*)::int4 AS count FROM telemetry.quantity WHERE name = 'crowded'";
    expect((await telemetry.shelf.pool.query(count)).rows).toEqual([{ count: 8 }]);
  });

  it('costs others nothing when it made many units of a name: no look-up reads through them', async () => {
    const client = await telemetry.shelf.pool.connect();
    await client.query(
      "INSERT INTO telemetry.quantity (name, unit) SELECT 'worn', 'u' || n FROM generate_series(1, 5000) n",
    );
    const find = `
      EXPLAIN SELECT id FROM unnest(ARRAY['worn'], ARRAY['u4711']) AS wanted (name, unit)
      CROSS JOIN LATERAL (
        SELECT id FROM telemetry.quantity WHERE quantity.name = wanted.name AND quantity.unit = wanted.unit LIMIT 1) AS found`;
    const plan = (await client.query<{ 'QUERY PLAN': string }>(find)).rows.map((row) => row['QUERY PLAN']).join('\n');
    client.release();
    expect(plan).toContain('quantity_name_unit_key');
    const device = aDevice();
    await telemetry.writer.send(aMessage(device, [{ n: 'worn', u: 'u4711', v: 1 }]));
    const { rows } = await telemetry.shelf.pool.query(
      'SELECT quantity_id FROM telemetry.reading WHERE device_key = $1',
      [device],
    );
    const [{ id } = { id: 0 }] = (
      await telemetry.shelf.pool.query<{ id: number }>(
        "SELECT id FROM telemetry.quantity WHERE name = 'worn' AND unit = 'u4711'",
      )
    ).rows;
    expect(rows).toEqual([{ quantity_id: id }]);
  });

  describe('with numbers no sum can hold', () => {
    const other = aDevice();
    const others = Array.from({ length: 6 }, (_, at) => ({ ts: minute + at * 1_000, values: { load: at } }));

    it.each([
      ['a square beyond a double', [1e155, 1], 1e155],
      ['a sum beyond a double', [1.7e308, 1.7e308], 1.7e308],
      ['a sum that cancels', [1.7e308, 1.7e308, -1.7e308], 1.7e308],
      ['the smallest there is', [5e-324, 5e-324, 0], 5e-324],
      ['negative zero', [-0, 0], 0],
    ])('has its own buckets, and everybody else has theirs: %s', async (name, numbers, most) => {
      const device = aDevice();
      await telemetry.writer.send(aMessage(other, others));
      await telemetry.writer.send(
        aMessage(
          device,
          numbers.map((x, at) => ({ ts: minute + at * 1_000, values: { [name]: x } })),
        ),
      );
      for (const span of [
        { from: new Date(minute), to: new Date(minute + 60_000) },
        { from: new Date(minute - 3 * DAY_MS), to: new Date(minute + DAY_MS) },
      ]) {
        for (const seconds of [60, 3_600, 86_400]) {
          const { items } = await telemetry.shelf.reader.buckets(whole(device), name, span, seconds, { limit: 5 });
          expect(items).toMatchObject([{ count: numbers.length, max: most, last: numbers.at(-1) }]);
          expect(Math.abs(items[0]?.avg ?? Number.NaN)).toBeLessThanOrEqual(most);
        }
      }
      await expect(refresh()).resolves.toBeUndefined();
      const span = { from: new Date(minute - 3 * DAY_MS), to: new Date(minute + DAY_MS) };
      const { items } = await telemetry.shelf.reader.buckets(whole(other), 'load', span, 60, { limit: 5 });
      expect(items).toMatchObject([{ count: 6, min: 0, max: 5, avg: 2.5 }]);
    });

    it('reads them back as they were sent', async () => {
      const device = aDevice();
      const numbers = [1.7976931348623157e308, -1.7e308, 1e155, 1.2345678901234567e291, 5e-324];
      await telemetry.writer.send(
        aMessage(
          device,
          numbers.map((x, at) => ({ ts: minute + at, values: { x } })),
        ),
      );
      const { items } = await telemetry.shelf.reader.readings(whole(device), 'x', always, { limit: 10 });
      expect(items.map(({ value }) => value)).toEqual(numbers);
    });

    it('is healed where an older version stored them: queries answer, and after the migration the refresh does, too', async () => {
      const device = aDevice();
      await telemetry.writer.send(aMessage(device, { ts: minute, values: { old: 1 } }));
      await telemetry.shelf.pool.query(
        `INSERT INTO telemetry.reading (observed_at, received_at, value, device_key, quantity_id, time_origin)
         SELECT observed_at + n * INTERVAL '1 second', received_at, 1.7e308, device_key, quantity_id, 0
         FROM telemetry.reading CROSS JOIN generate_series(1, 2) n WHERE device_key = $1`,
        [device],
      );
      const span = { from: new Date(minute - 3 * DAY_MS), to: new Date(minute + DAY_MS) };
      const before = await telemetry.shelf.reader.buckets(whole(device), 'old', span, 60, { limit: 5 });
      expect(before.items).toMatchObject([{ max: 1 }]);
      await telemetry.shelf.pool.query(readFileSync(join('timescale', '0014-numbers-beyond-any-sum.sql'), 'utf8'));
      await expect(refresh()).resolves.toBeUndefined();
      const after = await telemetry.shelf.reader.buckets(whole(device), 'old', span, 60, { limit: 5 });
      expect(after.items).toMatchObject([{ count: 3, max: 1.7e308 }]);
    });
  });

  it.each([{ mode: 'eco' }, { mode: true }, { mode: [1] }])(
    'says that %j is no number when buckets are asked for',
    async (values) => {
      const device = aDevice();
      await telemetry.writer.send(aMessage(device, { ts: minute, values }));
      const asked = telemetry.shelf.reader.buckets(whole(device), 'mode', always, 60, { limit: 5 });
      await expect(asked).rejects.toMatchObject({
        code: 'telemetry.not-numeric',
        message: expect.stringContaining('"mode"'),
      });
    },
  );
});
