import { type DeviceKey, HOUR_MS, newUuid } from '#libs/kernel';
import { DATABASE_START_LIMIT_MS, startTestDatabase, type TestDatabase } from '#libs/testing';
import { aDevice, aMessage, Shelf, WriterUnderTest, whole } from './telemetry-under-test.js';
import { until } from './until.js';

jest.setTimeout(60_000);

describe('What is believed newest', () => {
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

  const now = Date.now() - 10_000;
  const location = { channel: 'location' } as const;

  /** A number, a text and a position, by a clock that is 23 hours ahead, and a moment later by one that is right. */
  async function sendAheadThenRight(writer: WriterUnderTest, device: DeviceKey): Promise<void> {
    const ts = now + 23 * HOUR_MS;
    const ahead = { receivedAt: now };
    await writer.send(aMessage(device, { ts, values: { speed: 1, mode: 'a' } }, ahead));
    await writer.send(aMessage(device, { ts, lat: 1, lon: 1 }, { ...ahead, ...location }));
    const right = { receivedAt: now + 5, packetIdentifier: 2 };
    await writer.send(aMessage(device, { speed: 3, mode: 'c' }, right));
    await writer.send(aMessage(device, { lat: 3, lon: 3 }, { ...right, ...location }));
  }

  async function expectRight(device: DeviceKey): Promise<void> {
    const latest = await shelf.reader.latest(whole(device));
    expect(latest.map(({ quantity, value }) => [quantity, value])).toEqual([
      ['mode', 'c'],
      ['speed', 3],
    ]);
    expect(await shelf.reader.positionsOf([device])).toMatchObject([{ latitude: 3, longitude: 3 }]);
  }

  it('is never later than its reception: a clock that is ahead does not hold back what comes after', async () => {
    const device = aDevice();
    const writer = new WriterUnderTest(database.url);
    await writer.start();
    await sendAheadThenRight(writer, device);
    await writer.close();
    await expectRight(device);
  });

  it('is the same when it was written in between, by another broker', async () => {
    const device = aDevice();
    const ahead = new WriterUnderTest(database.url);
    await ahead.start();
    const ts = now + 23 * HOUR_MS;
    await ahead.send(aMessage(device, { ts, values: { speed: 1, mode: 'a' } }, { receivedAt: now }));
    await ahead.send(aMessage(device, { ts, lat: 1, lon: 1 }, { receivedAt: now, ...location }));
    await ahead.close();
    const [first] = await shelf.reader.latest(whole(device));
    expect(first).toMatchObject({ observedAt: new Date(now), timeOrigin: 'replaced' });

    const right = new WriterUnderTest(database.url);
    await right.start();
    await sendAheadThenRight(right, device);
    await right.close();
    await expectRight(device);
  });

  it('is the same when a broker that was killed had not written it', async () => {
    const device = aDevice();
    const killed = new WriterUnderTest(database.url);
    await sendAheadThenRight(killed, device);
    await killed.kill();
    const sweeper = new WriterUnderTest(database.url);
    await sweeper.sweep(new Date(Date.now() + 31_000));
    await sweeper.kill();
    await expectRight(device);
  });

  it('is what a device with a clock ahead sent last, also after a kill', async () => {
    const device = aDevice();
    const killed = new WriterUnderTest(database.url);
    for (const speed of [1, 2]) {
      const ts = now + (5 - speed) * HOUR_MS;
      await killed.send(aMessage(device, { ts, values: { speed } }, { receivedAt: now + speed * 1_000 }));
    }
    await killed.kill();
    const sweeper = new WriterUnderTest(database.url);
    await sweeper.sweep(new Date(Date.now() + 31_000));
    await sweeper.kill();
    expect(await shelf.reader.latest(whole(device))).toMatchObject([
      { value: 2, observedAt: new Date(now + 2_000), timeOrigin: 'replaced' },
    ]);
  });

  it('keeps the last fix when a receiver without one reports 0, 0', async () => {
    const device = aDevice();
    const writer = new WriterUnderTest(database.url);
    await writer.start();
    await writer.send(aMessage(device, { lat: 52.2, lon: 21 }, location));
    await writer.send(aMessage(device, { lat: 0, lon: 0 }, { ...location, packetIdentifier: 2 }));
    await writer.close();
    expect(await shelf.reader.positionsOf([device])).toMatchObject([{ latitude: 52.2 }]);
    expect((await shelf.reader.rejectedMessages(whole(device), { limit: 5 })).items).toMatchObject([
      { code: 'payload.no-fix' },
    ]);
  });

  it.each(['written', 'repaired after a kill'])('of a will is no sign of life, %s', async (way) => {
    const device = aDevice();
    const writer = new WriterUnderTest(database.url);
    const heardAt = now - HOUR_MS;
    const session = { sessionId: newUuid(new Date()), deviceKey: device, connectedAt: heardAt - 1, remoteAddress: '' };
    writer.presence.connected(session);
    await writer.presence.flush();
    await writer.send(aMessage(device, { load: 1 }, { receivedAt: heardAt }));
    await writer.send(aMessage(device, { state: 'gone' }, { receivedAt: now, qos: 0, isWill: true }));
    if (way === 'written') {
      await writer.close();
    } else {
      await writer.kill();
      const next = new WriterUnderTest(database.url);
      await next.sweep(new Date(Date.now() + 31_000));
      await next.kill();
    }
    await until('the newest values are there', async () => (await shelf.reader.latest(whole(device))).length === 2);
    expect(await shelf.reader.presenceOf([device])).toMatchObject([{ lastSeenAt: new Date(heardAt) }]);
  });
});
