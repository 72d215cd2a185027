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
});
