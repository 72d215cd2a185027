import { DAY_MS, type DeviceKey } from '#libs/kernel';
import type { SeenDevice, Span } from '#libs/telemetry';
import { DATABASE_START_LIMIT_MS, startTestDatabase, type TestDatabase } from '#libs/testing';
import { allPages } from './all-pages.js';
import { aDevice, always, aMessage, Shelf, WriterUnderTest } from './telemetry-under-test.js';

jest.setTimeout(60_000);

const monday = Date.UTC(2026, 10, 16);
const MINUTE_MS = 60_000;
const span = (fromMinute: number, toMinute: number): Span => ({
  from: new Date(monday + fromMinute * MINUTE_MS),
  to: new Date(monday + toMinute * MINUTE_MS),
});

describe('A device that somebody sees for some spans of time', () => {
  let database: TestDatabase;
  let shelf: Shelf;
  const device = aDevice();
  /** Its clock is two hours ahead. */
  const hasty = aDevice();
  const seen = (...spans: readonly Span[]): SeenDevice => ({ key: device, spans });

  beforeAll(async () => {
    database = await startTestDatabase();
    const writer = new WriterUnderTest(database.url);
    shelf = new Shelf(database.url);
    await writer.start();
    // Each minute of an hour its number, and a place.
    const minutes = Array.from({ length: 60 }, (_, minute) => ({ ts: monday + minute * MINUTE_MS, minute }));
    await writer.send(
      aMessage(
        device,
        minutes.map(({ ts, minute }) => ({ ts, values: { load: minute } })),
      ),
    );
    for (const { ts, minute } of minutes.slice(0, 6)) {
      const channel = 'location';
      await writer.send(aMessage(device, { lat: minute, lon: 20, ts }, { channel, packetIdentifier: minute + 1 }));
      await writer.send(aMessage(device, 'no JSON', { receivedAt: ts, packetIdentifier: 100 + minute }));
    }
    const ahead = { receivedAt: monday, packetIdentifier: 1 };
    const ts = monday + 120 * MINUTE_MS;
    await writer.send(aMessage(hasty, { ts, values: { load: 7, huge: 1e300, state: 'on' } }, ahead));
    await writer.send(aMessage(hasty, { lat: 7, lon: 20, ts }, { ...ahead, channel: 'location', packetIdentifier: 2 }));
    await addSessions(device);
    await writer.close(); // what is still pending is written then
  }, DATABASE_START_LIMIT_MS);

  afterAll(async () => {
    await shelf.close();
    await database.stop();
  }, DATABASE_START_LIMIT_MS);

  /** Connects each minute, for six minutes. */
  const addSessions = (key: DeviceKey) =>
    shelf.pool.query(
      `INSERT INTO telemetry.connectivity (occurred_at, device_key, event, cause, session_id, broker_id, remote_address)
       SELECT $2::timestamptz + n * INTERVAL '1 minute', $1, 'connected', NULL, gen_random_uuid(), gen_random_uuid(), NULL
       FROM generate_series(0, 5) n`,
      [key, new Date(monday)],
    );

  const lists: readonly (readonly [string, (who: SeenDevice) => Promise<number[]>])[] = [
    [
      'readings',
      async (who) =>
        (await allPages(1, (page) => shelf.reader.readings(who, 'load', span(0, 6), page))).map(({ value }) =>
          Number(value),
        ),
    ],
    [
      'positions',
      async (who) =>
        (await allPages(1, (page) => shelf.reader.positions(who, always, page))).map(({ latitude }) => latitude),
    ],
    [
      'connectivity',
      async (who) =>
        (await allPages(1, (page) => shelf.reader.connectivity(who, page)))
          .map(({ occurredAt }) => minuteOf(occurredAt))
          .reverse(),
    ],
    [
      'rejected messages',
      async (who) =>
        (await allPages(1, (page) => shelf.reader.rejectedMessages(who, page)))
          .map(({ receivedAt }) => minuteOf(receivedAt))
          .reverse(),
    ],
  ];
  const minuteOf = (instant: Date) => Math.floor((instant.getTime() - monday) / MINUTE_MS);

  it.each(lists)(
    'has %s of these spans alone, page by page, each from its first instant to before its last',
    async (_list, ask) => {
      expect(await ask(seen(span(-1, 100)))).toEqual([0, 1, 2, 3, 4, 5]);
      expect(await ask(seen(span(1, 3)))).toEqual([1, 2]);
      expect(await ask(seen(span(-9, 1), span(2, 3), span(5, 9)))).toEqual([0, 2, 5]);
      expect(await ask(seen(span(100, 200)))).toEqual([]);
      expect(await ask(seen())).toEqual([]);
    },
  );

  it('has a latest value only if that was observed in these spans', async () => {
    const value = async (who: SeenDevice) => (await shelf.reader.latest(who)).map((reading) => reading.value);
    expect(await value(seen(span(59, 60)))).toEqual([59]);
    expect(await value(seen(span(0, 59)))).toEqual([]);
  });

  describe.each(['not materialized', 'materialized'])('buckets, %s', (state) => {
    beforeAll(async () => {
      if (state === 'not materialized') return;
      await shelf.pool.query('DELETE FROM telemetry.late_day');
      for (const view of ['reading_1m', 'reading_1h', 'reading_1d']) {
        await shelf.pool.query(`CALL refresh_continuous_aggregate('telemetry.${view}', '2026-11-10', '2026-11-20')`);
      }
    });

    it('sum up what is seen and nothing else, also where an owner changed within a bucket', async () => {
      const threeDays = { from: new Date(monday), to: new Date(monday + 3 * DAY_MS) };
      const ask = async (who: SeenDevice, seconds: number) =>
        (await shelf.reader.buckets(who, 'load', threeDays, seconds, { limit: 100 })).items.map(
          ({ from, count, min, max }) => [minuteOf(from), count, min, max],
        );
      expect(await ask(seen(span(-10_000, 10_000)), 3_600)).toEqual([[0, 60, 0, 59]]);
      expect(await ask(seen(span(10, 10_000)), 3_600)).toEqual([[0, 50, 10, 59]]);
      expect(await ask(seen(span(-10_000, 10), span(50, 10_000)), 86_400)).toEqual([[0, 20, 0, 59]]);
      expect(await ask(seen(span(10, 30)), 900)).toEqual([
        [0, 5, 10, 14],
        [15, 15, 15, 29],
      ]);
      expect(await ask(seen(), 3_600)).toEqual([]);
    });
  });

  describe('what its clock says was observed after it was received', () => {
    const before = { key: hasty, spans: [span(-10_000, 60)] };
    const after = { key: hasty, spans: [span(60, 10_000)] };
    const page = { limit: 10 };

    it.each([
      ['numbers', (who: SeenDevice) => shelf.reader.readings(who, 'load', always, page)],
      ['numbers no sum can hold', (who: SeenDevice) => shelf.reader.readings(who, 'huge', always, page)],
      ['texts', (who: SeenDevice) => shelf.reader.readings(who, 'state', always, page)],
      ['positions', (who: SeenDevice) => shelf.reader.positions(who, always, page)],
      ['a track', (who: SeenDevice) => shelf.reader.track(who, always, 10)],
    ] as const)(
      'is seen, of %s, by whom it was received for and by nobody who had the device later',
      async (_what, ask) => {
        expect([(await ask(before)).items.length, (await ask(after)).items.length]).toEqual([1, 0]);
      },
    );

    it.each(['load', 'huge'])('is in no bucket of whoever had the device later: %s', async (quantity) => {
      const counts = async (who: SeenDevice, seconds: number) =>
        (await shelf.reader.buckets(who, quantity, span(120, 5_120), seconds, page)).items.map(({ count }) => count);
      await shelf.pool.query("CALL refresh_continuous_aggregate('telemetry.reading_1h', '2026-11-10', '2026-11-20')");
      await shelf.pool.query('DELETE FROM telemetry.late_day');
      for (const seconds of [60, 3_600]) {
        expect(await counts(before, seconds)).toEqual([1]);
        expect(await counts(after, seconds)).toEqual([]);
        expect(await counts({ key: hasty, spans: [span(-3_000, 30), span(60, 10_000)] }, seconds)).toEqual([1]);
      }
    });

    it('says of a text alone that it is no number only to whoever sees it', async () => {
      const ask = (who: SeenDevice) => shelf.reader.buckets(who, 'state', span(0, 5_000), 60, page);
      await expect(ask(before)).rejects.toMatchObject({ code: 'telemetry.not-numeric' });
      expect((await ask(after)).items).toEqual([]);
    });
  });
});
