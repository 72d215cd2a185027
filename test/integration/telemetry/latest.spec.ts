import { newUuid } from '#libs/kernel';
import { DATABASE_START_LIMIT_MS, startTestDatabase, type TestDatabase } from '#libs/testing';
import { aDevice, aMessage, Shelf, WriterUnderTest, whole } from './telemetry-under-test.js';
import { until } from './until.js';

jest.setTimeout(30_000);

describe('Newest values', () => {
  let database: TestDatabase;
  let shelf: Shelf;

  beforeAll(async () => {
    database = await startTestDatabase();
    shelf = new Shelf(database.url);
  }, DATABASE_START_LIMIT_MS);

  afterAll(async () => {
    await shelf.close();
    await database.stop();
  }, DATABASE_START_LIMIT_MS);

  const pending = async () => (await shelf.pool.query('SELECT 1 FROM telemetry.pending_latest')).rowCount;

  it('are those observed last, of every kind, sorted by name, whatever order they came in', async () => {
    const device = aDevice();
    const writer = new WriterUnderTest(database.url);
    await writer.start();
    const ts = Date.now();
    await writer.send(aMessage(device, { ts, values: { voltage: 231, on: false, mode: 'eco', limits: { low: 1 } } }));
    await writer.send(aMessage(device, { ts: ts + 1, values: { on: true } }));
    await writer.send(aMessage(device, [{ ts: ts - 5_000, values: { voltage: 1, on: false, load: 43 } }]));
    await writer.close();
    expect((await shelf.reader.latest(whole(device))).map(({ quantity, value }) => [quantity, value])).toEqual([
      ['limits', { low: 1 }],
      ['load', 43],
      ['mode', 'eco'],
      ['on', true],
      ['voltage', 231],
    ]);
    expect(await pending()).toBe(0);
  });

  it('are written about a second after the acknowledgement, without anybody asking', async () => {
    const device = aDevice();
    const writer = new WriterUnderTest(database.url);
    await writer.start();
    await writer.send(aMessage(device, { load: 1 }));
    await until('the latest value is there', async () => (await shelf.reader.latest(whole(device))).length === 1);
    await writer.close();
  });

  it('are not moved back by a backlog that comes later, through another broker', async () => {
    const device = aDevice();
    const ts = Date.now();
    for (const [at, load] of [
      [ts, 2],
      [ts - 60_000, 1],
    ]) {
      const writer = new WriterUnderTest(database.url);
      await writer.start();
      await writer.send(aMessage(device, { ts: at, values: { load } }));
      await writer.send(aMessage(device, { lat: load, lon: load, ts: at }, { channel: 'location' }));
      await writer.close();
    }
    expect(await shelf.reader.latest(whole(device))).toMatchObject([{ value: 2, observedAt: new Date(ts) }]);
    expect(await shelf.reader.positionsOf([device])).toMatchObject([{ latitude: 2, observedAt: new Date(ts) }]);
  });

  it('are made again by the next broker when one was killed before it wrote them', async () => {
    const device = aDevice();
    const session = {
      sessionId: newUuid(new Date()),
      deviceKey: device,
      connectedAt: 1.79e12,
      remoteAddress: undefined,
    };
    const killed = new WriterUnderTest(database.url);
    killed.presence.connected(session);
    await killed.presence.flush();
    const ts = Date.now() - 1_000;
    await killed.send(aMessage(device, { ts, values: { load: 1, mode: 'a' } }));
    await killed.send(aMessage(device, { ts: ts + 1, values: { load: 2, mode: 'b', on: true } }));
    await killed.send(aMessage(device, { lat: 1, lon: 2, ts }, { channel: 'location' }));
    await killed.kill();
    expect(await shelf.reader.latest(whole(device))).toEqual([]);
    expect(await pending()).toBe(3);

    const next = new WriterUnderTest(database.url);
    await next.start();
    await until('nothing is pending', async () => (await pending()) === 0);
    expect((await shelf.reader.latest(whole(device))).map(({ quantity, value }) => [quantity, value])).toEqual([
      ['load', 2],
      ['mode', 'b'],
      ['on', true],
    ]);
    expect(await shelf.reader.positionsOf([device])).toMatchObject([{ latitude: 1, longitude: 2 }]);
    const [presence] = await shelf.reader.presenceOf([device]);
    expect(presence?.lastSeenAt.getTime()).toBeGreaterThan(ts);
    await next.close();
  });

  it('are made again by whoever sweeps, once they have been pending for half a minute', async () => {
    const device = aDevice();
    const killed = new WriterUnderTest(database.url);
    await killed.send(aMessage(device, { load: 1 }));
    await killed.kill();
    const sweeper = new WriterUnderTest(database.url);
    expect(await sweeper.sweep(new Date())).toMatchObject({ batches: 0 });
    expect(await sweeper.sweep(new Date(Date.now() + 31_000))).toMatchObject({ batches: 1 });
    expect(await shelf.reader.latest(whole(device))).toMatchObject([{ value: 1 }]);
    await sweeper.kill();
  });

  it('tell when a device was last seen', async () => {
    const device = aDevice();
    const writer = new WriterUnderTest(database.url);
    await writer.start();
    const connectedAt = Date.now() - 60_000;
    writer.presence.connected({
      sessionId: newUuid(new Date()),
      deviceKey: device,
      connectedAt,
      remoteAddress: '192.0.2.7:51034',
    });
    await writer.presence.flush();
    expect(await shelf.reader.presenceOf([device])).toMatchObject([{ lastSeenAt: new Date(connectedAt) }]);
    const receivedAt = Date.now();
    await writer.send(aMessage(device, 'not JSON', { receivedAt }));
    await until('it was seen', async () => {
      const [presence] = await shelf.reader.presenceOf([device]);
      return presence?.lastSeenAt.getTime() === receivedAt;
    });
    await writer.close();
  });
});
