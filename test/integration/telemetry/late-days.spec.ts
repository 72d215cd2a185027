import fc from 'fast-check';
import { DAY_MS, HOUR_MS } from '#libs/kernel';
import { DATABASE_START_LIMIT_MS } from '#libs/testing';
import { aDevice, aMessage, TelemetryUnderTest, whole } from './telemetry-under-test.js';

jest.setTimeout(300_000);

const SPAN_DAYS = 8;
const VIEWS = ['reading_1m', 'reading_1h', 'reading_1d'] as const;
const QUANTITIES = ['load', 'current'] as const;
/** Before this day in the span, the aggregates are made; behind it they are made from what is below when they are asked. */
const MATERIALIZED_DAYS = 6;
const FORGET = `CALL telemetry.forget_late_days(0, '{"limit": 10000}')`;

interface Sent {
  readonly quantity: (typeof QUANTITIES)[number];
  /** Since the beginning of the span. */
  readonly ms: number;
  readonly value: number;
}

const sent: fc.Arbitrary<Sent> = fc.record({
  quantity: fc.constantFrom(...QUANTITIES),
  ms: fc.integer({ min: 0, max: SPAN_DAYS * DAY_MS - 1 }),
  value: fc.integer({ min: -1_000, max: 1_000 }),
});

describe('Buckets with numbers that came late', () => {
  let telemetry: TelemetryUnderTest;
  const start = Math.floor(Date.now() / DAY_MS) * DAY_MS - 20 * DAY_MS;

  beforeAll(async () => {
    telemetry = await TelemetryUnderTest.begin();
  }, DATABASE_START_LIMIT_MS);

  afterAll(() => telemetry.end(), DATABASE_START_LIMIT_MS);

  const send = async (device: ReturnType<typeof aDevice>, numbers: readonly Sent[]) => {
    if (numbers.length === 0) return;
    const payload = numbers.map(({ quantity, ms, value }) => ({ ts: start + ms, values: { [quantity]: value } }));
    expect(await telemetry.writer.send(aMessage(device, payload))).toEqual({ kind: 'stored' });
  };
  /** Makes the first of the aggregates anew. */
  const refreshViews = async (views: number) => {
    const [from, to] = [-DAY_MS, MATERIALIZED_DAYS * DAY_MS].map((ms) => new Date(start + ms).toISOString());
    for (const view of VIEWS.slice(0, views)) {
      await telemetry.shelf.pool.query(`CALL refresh_continuous_aggregate('telemetry.${view}', '${from}', '${to}')`);
    }
  };
  /** The same, and looks at all notes. */
  const refresh = async (views: number) => {
    await refreshViews(views);
    await telemetry.shelf.pool.query('UPDATE telemetry.late_day SET check_at = now()');
    await telemetry.shelf.pool.query(FORGET);
  };
  const notes = async (device: number) => {
    const { rows } = await telemetry.shelf.pool.query<{ name: string; day: Date }>(
      `SELECT name, day FROM telemetry.late_day JOIN telemetry.quantity ON id = quantity_id
       WHERE device_key = $1 ORDER BY name, day`,
      [device],
    );
    return rows.map(({ name, day }) => `${name} ${(day.getTime() - start) / DAY_MS}`);
  };

  it('are what a plain computation over all numbers says, whatever of the aggregates was made since', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.array(sent, { minLength: 1, maxLength: 40 }),
        fc.array(sent, { maxLength: 8 }),
        fc.integer({ min: 0, max: 3 }),
        fc.constantFrom(60, 900, 4 * 3_600, 86_400, 7 * 86_400),
        fc.integer({ min: 0, max: 5 * DAY_MS }),
        async (early, late, refreshed, seconds, fromMs) => {
          const device = aDevice();
          await send(device, early);
          await refresh(3);
          await send(device, late);
          await refresh(refreshed);
          const first = new Map<string, Sent>();
          for (const each of [...early, ...late]) {
            const key = `${each.quantity} ${each.ms}`;
            if (!first.has(key)) first.set(key, each);
          }
          const origin = Date.UTC(2000, 0, 3);
          const bucketOf = (ms: number) => ms - ((ms - origin) % (seconds * 1_000));
          const [from, to] = [start + fromMs, start + fromMs + 3 * DAY_MS];
          for (const quantity of QUANTITIES) {
            const expected = new Map<number, [number, number][]>();
            const ofQuantity = [...first.values()].filter((each) => each.quantity === quantity);
            for (const { ms, value } of ofQuantity.sort((one, other) => one.ms - other.ms)) {
              const bucket = bucketOf(start + ms);
              if (bucket < bucketOf(from) || bucket > bucketOf(to - 1)) continue;
              expected.set(bucket, [...(expected.get(bucket) ?? []), [ms, value]]);
            }
            const span = { from: new Date(from), to: new Date(to) };
            const { items } = await telemetry.shelf.reader.buckets(whole(device), quantity, span, seconds, {
              limit: 1_000,
            });
            const plain = [...expected].map(([bucket, numbers]) => {
              const values = numbers.map(([, value]) => value);
              const total = values.reduce((sum, value) => sum + value, 0);
              const [min, max] = [Math.min(...values), Math.max(...values)];
              return {
                from: new Date(bucket),
                count: values.length,
                min,
                avg: total / values.length,
                max,
                last: values.at(-1),
              };
            });
            expect(items).toEqual(plain);
          }
        },
      ),
      { numRuns: 25 },
    );
  });

  it('are read from the numbers on the late days of the late quantity alone, until all aggregates hold them', async () => {
    const device = aDevice();
    const numbers = Array.from({ length: 4 * 24 }, (_, hour) => ({ ms: hour * HOUR_MS, value: hour }));
    await send(
      device,
      QUANTITIES.flatMap((quantity) => numbers.map((each) => ({ ...each, quantity }))),
    );
    await refresh(3);
    expect(await notes(device)).toEqual([]);
    await send(device, [{ quantity: 'load', ms: 2 * DAY_MS + 1, value: 7 }]);
    expect(await notes(device)).toEqual(['load 2']);
    await refresh(2);
    expect(await notes(device)).toEqual(['load 2']);
    await refresh(3);
    expect(await notes(device)).toEqual([]);
  });

  it('go on being noted when the commit of one decision fails: those before it hold, and the next run decides the rest', async () => {
    const device = aDevice();
    await send(
      device,
      [0, 1, 2, 3].map((day) => ({ quantity: 'load', ms: day * DAY_MS, value: day })),
    );
    await refresh(3);
    const late = [0, 1, 2].map((day): Sent => ({ quantity: 'load', ms: day * DAY_MS + 1, value: 7 }));
    await send(device, late);
    await refreshViews(3);
    const { pool } = telemetry.shelf;
    // Decided in the order of check_at: day 1 cannot be forgotten, and that shows at the commit alone.
    await pool.query(
      "UPDATE telemetry.late_day SET check_at = now() - INTERVAL '1 day' + (day - $1::timestamptz) / 86400",
      [new Date(start)],
    );
    await pool.query(`
      CREATE FUNCTION telemetry.refuse_commit() RETURNS trigger LANGUAGE plpgsql AS $$
      BEGIN
        IF OLD.day = '${new Date(start + DAY_MS).toISOString()}' THEN RAISE EXCEPTION 'no commit'; END IF;
        RETURN NULL;
      END $$`);
    await pool.query(`
      CREATE CONSTRAINT TRIGGER refuse_commit AFTER DELETE ON telemetry.late_day
      DEFERRABLE INITIALLY DEFERRED FOR EACH ROW EXECUTE FUNCTION telemetry.refuse_commit()`);
    try {
      await expect(pool.query(FORGET)).rejects.toThrow('no commit');
      expect(await notes(device)).toEqual(['load 1', 'load 2']);
      await send(device, [{ quantity: 'load', ms: 3 * DAY_MS + 1, value: 7 }]);
      expect(await notes(device)).toEqual(['load 1', 'load 2', 'load 3']);
    } finally {
      await pool.query('DROP FUNCTION telemetry.refuse_commit CASCADE');
    }
    await refresh(3);
    expect(await notes(device)).toEqual([]);
  });
});
