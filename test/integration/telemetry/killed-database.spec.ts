import { DATABASE_START_LIMIT_MS, EmbeddedTestDatabase } from '#libs/testing';
import { aDevice, aMessage, Shelf, WriterUnderTest } from './telemetry-under-test.js';
import { until } from './until.js';

jest.setTimeout(180_000);

const KILLS = 3;
const DEVICES = 20;

describe('The embedded database, killed under load', () => {
  let database: EmbeddedTestDatabase;

  beforeAll(async () => {
    // With fsync, as in production: what it committed must outlive it.
    database = await EmbeddedTestDatabase.start({ settings: { DATABASE_FSYNC: 'on' } });
  }, DATABASE_START_LIMIT_MS);

  afterAll(() => database.stop(), DATABASE_START_LIMIT_MS);

  it(`has every acknowledged reading once after ${KILLS} times SIGKILL`, async () => {
    const writer = new WriterUnderTest(database.url);
    await writer.start();
    const devices = Array.from({ length: DEVICES }, aDevice);
    const acknowledged = new Map(devices.map((device) => [device, 0]));
    let isOver = false;
    // Each device has one message under way, half of them without a time, and sends the next when it is acknowledged.
    const lives = devices.map(async (device, number) => {
      for (let load = 1; !isOver; load++) {
        const payload = number % 2 === 0 ? { load } : { ts: 1.79e12 + load, values: { load } };
        const { kind } = await writer.send(aMessage(device, payload, { packetIdentifier: (load % 65_535) + 1 }));
        if (kind !== 'stored') return;
        acknowledged.set(device, load);
      }
    });
    for (let kill = 1; kill <= KILLS; kill++) {
      const least = Math.min(...acknowledged.values());
      await until('every device goes on', () => Math.min(...acknowledged.values()) > least + 5);
      await database.kill('SIGKILL');
      await until('somebody noticed', () => writer.observer.retries >= kill);
      await database.restart();
    }
    const least = Math.min(...acknowledged.values());
    await until('every device goes on', () => Math.min(...acknowledged.values()) > least + 5);
    isOver = true;
    await Promise.all(lives);
    await writer.close();

    const shelf = new Shelf(database.url);
    for (const [device, count] of acknowledged) {
      const { rows } = await shelf.pool.query<{ value: number }>(
        'SELECT value FROM telemetry.reading WHERE device_key = $1 ORDER BY value',
        [device],
      );
      expect(rows.map(({ value }) => value)).toEqual(Array.from({ length: count }, (_, index) => index + 1));
    }
    await shelf.close();
    expect(writer.observer.failures).toEqual([]);
  });
});
