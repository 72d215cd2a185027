import { DATABASE_START_LIMIT_MS } from '#libs/testing';
import { aDevice, always, aMessage, TelemetryUnderTest, whole } from './telemetry-under-test.js';

jest.setTimeout(30_000);

describe('Storing what devices send', () => {
  let telemetry: TelemetryUnderTest;

  beforeAll(async () => {
    telemetry = await TelemetryUnderTest.begin();
  }, DATABASE_START_LIMIT_MS);

  afterAll(() => telemetry.end(), DATABASE_START_LIMIT_MS);

  it('keeps numbers, booleans, texts, objects and arrays as they were sent, with both times', async () => {
    const device = aDevice();
    const ts = Date.UTC(2026, 10, 21, 12, 0, 0, 123);
    const receivedAt = ts + 1_500;
    const values = { voltage: 229.4, on: true, mode: 'eco', limits: { low: 210 }, phases: [1, 2, 3] };
    expect(await telemetry.writer.send(aMessage(device, { ts, values }, { receivedAt }))).toEqual({ kind: 'stored' });
    for (const [quantity, value] of Object.entries(values)) {
      const { items } = await telemetry.shelf.reader.readings(whole(device), quantity, always, { limit: 10 });
      expect(items).toEqual([
        {
          quantity,
          unit: undefined,
          value,
          observedAt: new Date(ts),
          receivedAt: new Date(receivedAt),
          timeOrigin: 'device',
        },
      ]);
    }
  });

  it('keeps the unit of SenML', async () => {
    const device = aDevice();
    const pack = [{ bn: 'urn:dev:mac:0024befffe804ff1:', n: 'temperature', u: 'Cel', v: 23.1 }];
    await telemetry.writer.send(aMessage(device, pack));
    const { items } = await telemetry.shelf.reader.readings(whole(device), 'temperature', always, { limit: 10 });
    expect(items).toMatchObject([{ unit: 'Cel', value: 23.1, timeOrigin: 'received' }]);
  });

  it('keeps messages of one device and one millisecond apart when they have no time of their own', async () => {
    const device = aDevice();
    const receivedAt = Date.now();
    const numbers = Array.from({ length: 50 }, (_, index) => index);
    await Promise.all(
      numbers.map((load) =>
        telemetry.writer.send(aMessage(device, { load }, { receivedAt, packetIdentifier: load + 1 })),
      ),
    );
    const { items } = await telemetry.shelf.reader.readings(whole(device), 'load', always, { limit: 100 });
    expect(items.map(({ value }) => value)).toEqual(numbers);
    expect(new Set(items.map(({ observedAt }) => observedAt.getTime()))).toEqual(new Set([receivedAt]));
  });

  it('keeps QoS 0 messages of one millisecond apart, too', async () => {
    const device = aDevice();
    const of = (load: number) =>
      aMessage(device, { load }, { qos: 0, packetIdentifier: undefined, receivedAt: 1.79e12 });
    await Promise.all([telemetry.writer.send(of(1)), telemetry.writer.send(of(2)), telemetry.writer.send(of(3))]);
    expect(await telemetry.shelf.count('reading', device)).toBe(3);
  });

  it('stores a time nobody can believe under the time of reception, and marks it', async () => {
    const device = aDevice();
    const receivedAt = Date.now();
    await telemetry.writer.send(aMessage(device, { ts: 0, values: { load: 43 } }, { receivedAt }));
    const { items } = await telemetry.shelf.reader.readings(whole(device), 'load', always, { limit: 10 });
    expect(items).toMatchObject([{ value: 43, observedAt: new Date(receivedAt), timeOrigin: 'replaced' }]);
  });

  it('keeps positions', async () => {
    const device = aDevice();
    const ts = Date.UTC(2026, 10, 21, 12);
    const message = aMessage(
      device,
      [
        { lat: 52.2, lon: 21, accuracy: 8, ts },
        { lat: 52.3, lon: 21.1, ts: ts + 1 },
      ],
      { channel: 'location' },
    );
    await telemetry.writer.send(message);
    const { items } = await telemetry.shelf.reader.positions(whole(device), always, { limit: 10 });
    expect(items).toMatchObject([
      { deviceKey: device, latitude: 52.2, longitude: 21, accuracyMeters: 8, observedAt: new Date(ts) },
      { latitude: 52.3, longitude: 21.1, accuracyMeters: undefined },
    ]);
  });

  it('keeps the present value of each attribute, and forgets what a device takes back', async () => {
    const device = aDevice();
    const of = (payload: object, receivedAt: number) =>
      aMessage(device, payload, { channel: 'attributes', receivedAt });
    await telemetry.writer.send(of({ firmware: '2.1.0', slots: 4, options: { fan: true } }, 1.79e12));
    await telemetry.writer.send(of({ firmware: '2.2.0', slots: null }, 1.79e12 + 1));
    expect(await telemetry.shelf.reader.attributes(whole(device))).toMatchObject([
      { name: 'firmware', value: '2.2.0' },
      { name: 'options', value: { fan: true } },
    ]);
  });

  it('acknowledges what it cannot use, and keeps it with its reason', async () => {
    const device = aDevice();
    expect(await telemetry.writer.send(aMessage(device, '{"voltage":NaN}'))).toEqual({ kind: 'stored' });
    const { items } = await telemetry.shelf.reader.rejectedMessages(whole(device), { limit: 10 });
    expect(items).toMatchObject([{ topic: 'devices/me/telemetry', code: 'payload.not-json', reasonCount: 1 }]);
    expect(items[0]?.reasons[0]?.reason).toContain('NaN');
    expect(Buffer.from(items[0]?.payload ?? []).toString()).toBe('{"voltage":NaN}');
  });

  it('stores the good part of a message and keeps the whole beside the reason for the rest', async () => {
    const device = aDevice();
    await telemetry.writer.send(aMessage(device, { voltage: 229.4, '': 1 }));
    expect(await telemetry.shelf.count('reading', device)).toBe(1);
    const { items } = await telemetry.shelf.reader.rejectedMessages(whole(device), { limit: 10 });
    expect(items).toMatchObject([{ code: 'payload.bad-name', payloadBytes: 22 }]);
  });

  it('keeps 64 KiB of a rejected payload and says how long it was', async () => {
    const device = aDevice();
    await telemetry.writer.send(aMessage(device, 'x'.repeat(200_000)));
    const { items } = await telemetry.shelf.reader.rejectedMessages(whole(device), { limit: 10 });
    expect(items[0]?.payload).toHaveLength(65_536);
    expect(items[0]?.payloadBytes).toBe(200_000);
  });

  it.each([
    ['U+0000', '{"a":\u0000}'],
    ['an escaped U+0000 in a name', '{"\\u0000":1}'],
    ['an escaped U+0000 in a text', '{"a":"\\u0000"}'],
    ['half a surrogate pair', '{"a":"\\ud800"}'],
    ['half a surrogate pair in a name', '{"\\udc00":1}'],
    ['bytes that are not UTF-8', Buffer.from([0x7b, 0xff, 0xfe, 0x7d]).toString('latin1')],
  ])('keeps a payload with %s among the rejected ones', async (_, payload) => {
    const device = aDevice();
    const message = aMessage(device, payload, { payload: Buffer.from(payload, 'latin1') });
    expect(await telemetry.writer.send(message)).toEqual({ kind: 'stored' });
    expect(await telemetry.shelf.count('rejected_message', device)).toBe(1);
    expect(telemetry.writer.observer.failures).toEqual([]);
  });

  it('keeps a message to a topic that does not exist', async () => {
    const device = aDevice();
    await telemetry.writer.send(aMessage(device, { a: 1 }, { channel: 'unknown', topic: 'devices/me/telemetri' }));
    const { items } = await telemetry.shelf.reader.rejectedMessages(whole(device), { limit: 10 });
    expect(items).toMatchObject([{ topic: 'devices/me/telemetri' }]);
  });

  it('stores readings of any time since 2000, in chunks that are compressed, too', async () => {
    const device = aDevice();
    const ts = Date.UTC(2026, 5, 1, 12);
    await telemetry.writer.send(aMessage(device, { ts, values: { load: 1, mode: 'a' } }));
    await telemetry.shelf.pool.query(
      "SELECT compress_chunk(chunk) FROM show_chunks('telemetry.reading', older_than => '2026-06-05'::timestamptz) AS chunk",
    );
    const repeated = aMessage(device, { ts, values: { load: 1 } }, { redelivered: true });
    expect(await telemetry.writer.send(repeated)).toEqual({ kind: 'stored' });
    expect(await telemetry.writer.send(aMessage(device, { ts: ts + 1, values: { load: 2 } }))).toEqual({
      kind: 'stored',
    });
    const { items } = await telemetry.shelf.reader.readings(whole(device), 'load', always, { limit: 10 });
    expect(items.map(({ value }) => value)).toEqual([1, 2]);
  });
});
