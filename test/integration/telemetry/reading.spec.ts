import { DAY_MS, type DeviceKey, HOUR_MS } from '#libs/kernel';
import { DATABASE_START_LIMIT_MS } from '#libs/testing';
import { allPages } from './all-pages.js';
import { aDevice, always, aMessage, TelemetryUnderTest, whole } from './telemetry-under-test.js';

jest.setTimeout(60_000);

describe('Reading telemetry back', () => {
  let telemetry: TelemetryUnderTest;

  beforeAll(async () => {
    telemetry = await TelemetryUnderTest.begin();
  }, DATABASE_START_LIMIT_MS);

  afterAll(() => telemetry.end(), DATABASE_START_LIMIT_MS);

  const monday = Date.UTC(2026, 10, 16);
  const span = (from: number, to: number) => ({ from: new Date(from), to: new Date(to) });
  const store = (device: DeviceKey, backlog: readonly (readonly [ms: number, value: unknown])[]) =>
    telemetry.writer.send(
      aMessage(
        device,
        backlog.map(([ts, load]) => ({ ts, values: { load } })),
      ),
    );

  it('readings come page by page, oldest first, numbers and everything else in one list', async () => {
    const device = aDevice();
    const values = Array.from({ length: 57 }, (_, index) => (index % 3 === 0 ? `text ${index}` : index));
    await store(device, values.map((value, index) => [monday + index * 1_000, value] as const).reverse());
    for (const limit of [1, 7, 57, 1_000]) {
      const items = await allPages(limit, (page) =>
        telemetry.shelf.reader.readings(whole(device), 'load', always, page),
      );
      expect(items.map(({ value }) => value)).toEqual(values);
    }
  });

  it('readings less than a millisecond apart are neither lost nor repeated at the edge of a page', async () => {
    const device = aDevice();
    for (let load = 1; load <= 9; load++) {
      await telemetry.writer.send(aMessage(device, { load }, { receivedAt: monday, packetIdentifier: load }));
    }
    const items = await allPages(2, (page) => telemetry.shelf.reader.readings(whole(device), 'load', always, page));
    expect(items.map(({ value }) => value)).toEqual([1, 2, 3, 4, 5, 6, 7, 8, 9]);
  });

  it('a span holds its first instant and not its last', async () => {
    const device = aDevice();
    await store(device, [
      [monday, 1],
      [monday + 1, 2],
      [monday + 2, 3],
    ]);
    const { items } = await telemetry.shelf.reader.readings(whole(device), 'load', span(monday, monday + 2), {
      limit: 10,
    });
    expect(items.map(({ value }) => value)).toEqual([1, 2]);
  });

  it('a quantity with several units is one list, and its buckets are those of the newest unit', async () => {
    const device = aDevice();
    const of = (u: string, v: number, t: number) => aMessage(device, [{ n: 'temperature', u, v, t: t / 1_000 }]);
    await telemetry.writer.send(of('Cel', 20, monday));
    await telemetry.writer.send(of('K', 293, monday + 1_000));
    await telemetry.writer.send(of('Cel', 21, monday + 2_000));
    const items = await allPages(1, (page) =>
      telemetry.shelf.reader.readings(whole(device), 'temperature', always, page),
    );
    expect(items.map(({ value, unit }) => `${value} ${unit}`)).toEqual(['20 Cel', '293 K', '21 Cel']);
  });

  it('nothing is found of an unknown device or quantity', async () => {
    const device = aDevice();
    expect(await telemetry.shelf.reader.latest(whole(device))).toEqual([]);
    expect((await telemetry.shelf.reader.readings(whole(device), 'nothing', always, { limit: 5 })).items).toEqual([]);
    expect((await telemetry.shelf.reader.buckets(whole(device), 'nothing', always, 60, { limit: 5 })).items).toEqual(
      [],
    );
    expect((await telemetry.shelf.reader.positions(whole(device), always, { limit: 5 })).items).toEqual([]);
    expect((await telemetry.shelf.reader.connectivity(whole(device), { limit: 5 })).items).toEqual([]);
    expect(await telemetry.shelf.reader.presenceOf([device])).toEqual([]);
    expect(await telemetry.shelf.reader.positionsOf([])).toEqual([]);
  });

  it.each(['', 'x', '1', '1.2.3.4', '1.2', "1.2.3'"])('the cursor %j is refused', async (cursor) => {
    const device = aDevice();
    const page = { limit: 5, cursor };
    await expect(telemetry.shelf.reader.readings(whole(device), 'load', always, page)).rejects.toMatchObject({
      kind: 'invalid',
    });
    await expect(telemetry.shelf.reader.connectivity(whole(device), page)).rejects.toMatchObject({
      code: 'telemetry.bad-cursor',
    });
  });

  it.each([0, -60, 1.5, Number.NaN, 366 * 86_400 + 60])('buckets of %d s are refused', async (seconds) => {
    const asked = telemetry.shelf.reader.buckets(whole(aDevice()), 'load', always, seconds, { limit: 5 });
    await expect(asked).rejects.toMatchObject({ code: 'telemetry.bucket-length' });
  });

  describe.each(['not materialized', 'materialized', 'materialized, with late readings on top', 'compressed'])(
    'buckets, %s',
    (state) => {
      const device = aDevice();
      // Three days from Monday, every 7 min 13 s, values that tell min, avg, max and last apart.
      const numbers = Array.from(
        { length: 598 },
        (_, index) => [monday + index * 433_000, (index * 37) % 101] as const,
      );
      const late = numbers.map(([ms, value]) => [ms + 1_000, value / 2] as const);
      const kept = state.includes('late') ? [...numbers, ...late].sort(([one], [other]) => one - other) : numbers;

      beforeAll(async () => {
        await store(device, numbers);
        if (state === 'not materialized') return;
        await telemetry.shelf.pool.query('DELETE FROM telemetry.late_day');
        for (const view of ['reading_1m', 'reading_1h', 'reading_1d']) {
          await telemetry.shelf.pool.query(
            `CALL refresh_continuous_aggregate('telemetry.${view}', '2026-11-10', '2026-11-20')`,
          );
        }
        if (state.includes('late')) await store(device, late);
        if (state === 'compressed') {
          await telemetry.shelf.pool.query(
            "SELECT compress_chunk(chunk) FROM show_chunks('telemetry.reading') AS chunk",
          );
        }
      });

      it.each([60, 900, 3_600, 7_200, 86_400, 7 * 86_400, 433, 1])(
        'of %d s say what the numbers say',
        async (seconds) => {
          // Up to two days numbers are summed up themselves; beyond it aggregates answer, where the length fits one.
          const [from, to] = seconds < 60 ? [monday, monday + HOUR_MS] : [monday, monday + 3 * DAY_MS];
          const items = await allPages(100, (page) =>
            telemetry.shelf.reader.buckets(whole(device), 'load', span(from, to), seconds, page),
          );
          const origin = Date.UTC(2000, 0, 3);
          const startOf = (ms: number) => ms - ((ms - origin) % (seconds * 1_000));
          const within = kept.filter(([ms]) => ms >= startOf(from) && ms < startOf(to - 1) + seconds * 1_000);
          const expected = new Map<number, number[]>();
          for (const [ms, value] of within) {
            const values = expected.get(startOf(ms)) ?? [];
            expected.set(startOf(ms), [...values, value]);
          }
          expect(items.map((item) => item.from.getTime())).toEqual([...expected.keys()]);
          for (const { from: start, count, min, avg, max, last } of items) {
            const values = expected.get(start.getTime()) ?? [];
            expect({ count, min, max, last }).toEqual({
              count: values.length,
              min: Math.min(...values),
              max: Math.max(...values),
              last: values.at(-1),
            });
            expect(avg).toBeCloseTo(values.reduce((sum, value) => sum + value, 0) / values.length, 9);
          }
        },
      );
    },
  );

  it('buckets that overlap a span are given whole', async () => {
    const device = aDevice();
    await store(device, [
      [monday + 60_000, 1],
      [monday + 7_100_000, 2],
      [monday + 7_200_000, 3],
    ]);
    const { items } = await telemetry.shelf.reader.buckets(
      whole(device),
      'load',
      span(monday + 3_599_000, monday + 3_601_000),
      3_600,
      {
        limit: 10,
      },
    );
    expect(items.map(({ count, last }) => [count, last])).toEqual([
      [1, 1],
      [1, 2],
    ]);
  });

  it('rejected messages come page by page, newest first', async () => {
    const device = aDevice();
    for (let index = 0; index < 9; index++) {
      const differences = { receivedAt: monday + (index >> 1), packetIdentifier: index + 1 };
      await telemetry.writer.send(aMessage(device, `broken ${index}`, differences));
    }
    const items = await allPages(2, (page) => telemetry.shelf.reader.rejectedMessages(whole(device), page));
    expect(items.map(({ payload }) => Buffer.from(payload).toString())).toEqual(
      Array.from({ length: 9 }, (_, index) => `broken ${8 - index}`),
    );
  });

  it('positions come page by page, oldest first', async () => {
    const device = aDevice();
    const track = Array.from({ length: 9 }, (_, index) => ({ lat: index, lon: 21, ts: monday + index }));
    await telemetry.writer.send(aMessage(device, track, { channel: 'location' }));
    const items = await allPages(2, (page) => telemetry.shelf.reader.positions(whole(device), always, page));
    expect(items.map(({ latitude }) => latitude)).toEqual([0, 1, 2, 3, 4, 5, 6, 7, 8]);
  });
});
