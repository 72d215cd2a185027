import { type DeviceKey, systemClock, systemScheduler } from '#libs/kernel';
import { createIngest, type InboundMessage, type IngestOutcome, QuantityDictionary } from '#libs/telemetry';
import {
  DATABASE_START_LIMIT_MS,
  FakeBatchStore,
  FakeQuantityStore,
  startTestDatabase,
  type TestDatabase,
  UnreliableDatabase,
} from '#libs/testing';
import { aDevice, always, aMessage, Shelf, WriterUnderTest, whole } from './telemetry-under-test.js';

jest.setTimeout(30_000);

type Table = 'reading' | 'text_reading' | 'position' | 'rejected_message';

/** A database, and broker processes over it that remember nothing of each other. */
interface World {
  aBroker(): { send(message: InboundMessage): Promise<IngestOutcome> };
  count(table: Table, device: DeviceKey): Promise<number>;
  /** Numbers of a device, oldest first. */
  numbersOf(device: DeviceKey): Promise<readonly unknown[]>;
}

/** What holds with every `BatchStore`: the fake that unit tests rely on does as the database does. */
function rulesOfRedelivery(world: () => World): void {
  it('are stored once when they carry their time, with DUP or without', async () => {
    const device = aDevice();
    const message = aMessage(device, { ts: Date.now(), values: { voltage: 229.4, mode: 'eco' } });
    await world().aBroker().send(message);
    const other = world().aBroker();
    expect(await other.send({ ...message, redelivered: true, receivedAt: message.receivedAt + 60_000 })).toEqual({
      kind: 'stored',
    });
    expect(await other.send(message)).toEqual({ kind: 'stored' });
    expect(await world().count('reading', device)).toBe(1);
    expect(await world().count('text_reading', device)).toBe(1);
  });

  it('are stored once when they come in one batch, large enough for COPY', async () => {
    const device = aDevice();
    const writer = world().aBroker();
    const ts = Date.now();
    const messages = Array.from({ length: 400 }, (_, index) =>
      aMessage(device, { ts: ts + (index % 200), values: { load: index % 200 } }, { packetIdentifier: index + 1 }),
    );
    const outcomes = await Promise.all(messages.map((message) => writer.send(message)));
    expect(new Set(outcomes.map(({ kind }) => kind))).toEqual(new Set(['stored']));
    expect(await world().count('reading', device)).toBe(200);
  });

  it('keep the value that was stored first', async () => {
    const device = aDevice();
    const ts = Date.now();
    const writer = world().aBroker();
    await writer.send(aMessage(device, { ts, values: { load: 1 } }));
    await writer.send(aMessage(device, { ts, values: { load: 2 } }));
    expect(await world().numbersOf(device)).toEqual([1]);
  });

  it.each([
    ['numbers', { load: 43, voltage: 229.4 }, 'telemetry', 'reading', 2],
    ['texts', { mode: 'eco', limits: { low: 1 } }, 'telemetry', 'text_reading', 2],
    ['a position', { lat: 52.2, lon: 21 }, 'location', 'position', 1],
    ['nothing usable', [1], 'telemetry', 'rejected_message', 1],
    ['an impossible time', { ts: 5, values: { load: 1 } }, 'telemetry', 'reading', 1],
    [
      'a relative SenML time',
      [
        { n: 'load', v: 5, t: -5 },
        { n: 'load', v: 6 },
      ],
      'telemetry',
      'reading',
      2,
    ],
  ] as const)(
    'are stored once without a time of their own: %s, sent again to the next broker process',
    async (_, payload, channel, table, rows) => {
      const device = aDevice();
      const message = aMessage(device, payload, { channel, packetIdentifier: 65_535 });
      await world().aBroker().send(message);
      const again = { ...message, redelivered: true, receivedAt: message.receivedAt + 90_000 };
      expect(await world().aBroker().send(again)).toEqual({ kind: 'stored' });
      expect(await world().count(table, device)).toBe(rows);
    },
  );

  it('are stored once when the first delivery is still on its way', async () => {
    const device = aDevice();
    const writer = world().aBroker();
    const first = aMessage(device, { load: 43 }, { packetIdentifier: 7 });
    const again = { ...first, redelivered: true, receivedAt: first.receivedAt + 5_000 };
    const outcomes = await Promise.all([writer.send(first), writer.send(again), writer.send(again)]);
    expect(outcomes.map(({ kind }) => kind)).toEqual(['stored', 'stored', 'stored']);
    expect(await world().count('reading', device)).toBe(1);
  });

  it('are stored once when the first delivery was lost and the second comes twice at once', async () => {
    const device = aDevice();
    const writer = world().aBroker();
    const again = aMessage(device, { load: 43 }, { packetIdentifier: 7, redelivered: true });
    await Promise.all([writer.send(again), writer.send({ ...again, receivedAt: again.receivedAt + 1 })]);
    expect(await world().count('reading', device)).toBe(1);
  });

  it('are not mistaken for others: another identifier, value, device, or a day later', async () => {
    const device = aDevice();
    const writer = world().aBroker();
    const first = aMessage(device, { load: 43 }, { packetIdentifier: 7 });
    const another = { ...first, redelivered: true, receivedAt: first.receivedAt + 1_000 };
    await writer.send(first);
    await writer.send({ ...another, packetIdentifier: 8 });
    await writer.send({ ...another, payload: Buffer.from('{"load":44}') });
    await writer.send({ ...another, receivedAt: first.receivedAt + 86_400_001 });
    const stranger = aDevice();
    await writer.send({ ...another, deviceKey: stranger });
    expect(await world().count('reading', device)).toBe(4);
    expect(await world().count('reading', stranger)).toBe(1);
  });

  it('are recognized by all their values: one that differs makes another message', async () => {
    const device = aDevice();
    const writer = world().aBroker();
    const first = aMessage(device, { load: 43, voltage: 229.4 });
    await writer.send(first);
    const payload = Buffer.from('{"load":43,"voltage":229.5}');
    await writer.send({ ...first, redelivered: true, receivedAt: first.receivedAt + 1_000, payload });
    expect(await world().count('reading', device)).toBe(4);
  });
}

describe('Messages that come twice, in the fake', () => {
  const database = new UnreliableDatabase();
  const store = new FakeBatchStore(database);
  const quantities = new FakeQuantityStore(database);
  const rowsOf = (device: DeviceKey) => [...store.rows.values()].filter((row) => row.deviceKey === device);
  const kinds = {
    reading: 'reading',
    text_reading: 'text',
    position: 'position',
    rejected_message: 'rejected',
  } as const;

  rulesOfRedelivery(() => ({
    aBroker() {
      const ingest = createIngest({
        store,
        quantities: new QuantityDictionary(quantities),
        latest: { note: () => undefined },
        clock: systemClock,
        scheduler: systemScheduler,
        writers: 2,
      });
      return { send: (message) => new Promise((resolve) => ingest.accept(message, resolve)) };
    },
    async count(table, device) {
      return rowsOf(device).filter(({ kind }) => kind === kinds[table]).length;
    },
    async numbersOf(device) {
      return rowsOf(device).map(({ value }) => value);
    },
  }));
});

describe('Messages that come twice, in TimescaleDB', () => {
  let database: TestDatabase;
  let shelf: Shelf;
  const writers: WriterUnderTest[] = [];

  beforeAll(async () => {
    database = await startTestDatabase();
    shelf = new Shelf(database.url);
  }, DATABASE_START_LIMIT_MS);

  afterAll(async () => {
    for (const writer of writers) await writer.kill();
    await shelf.close();
    await database.stop();
  }, DATABASE_START_LIMIT_MS);

  rulesOfRedelivery(() => ({
    aBroker() {
      const writer = new WriterUnderTest(database.url);
      writers.push(writer);
      return writer;
    },
    count: (table, device) => shelf.count(table, device),
    async numbersOf(device) {
      return (await shelf.reader.readings(whole(device), 'load', always, { limit: 10 })).items.map(
        ({ value }) => value,
      );
    },
  }));
});
