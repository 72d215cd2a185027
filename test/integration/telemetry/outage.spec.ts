import { DATABASE_START_LIMIT_MS, startTestDatabase, type TestDatabase } from '#libs/testing';
import { FlakyWire } from './flaky-wire.js';
import { aDevice, always, aMessage, Shelf, WriterUnderTest, whole } from './telemetry-under-test.js';
import { until } from './until.js';

jest.setTimeout(60_000);

describe('A database that goes away', () => {
  let database: TestDatabase;
  let wire: FlakyWire;
  let shelf: Shelf;
  const writers: WriterUnderTest[] = [];

  const aWriter = (options: ConstructorParameters<typeof WriterUnderTest>[1] = {}) => {
    const writer = new WriterUnderTest(wire.url, options);
    writers.push(writer);
    return writer;
  };

  beforeAll(async () => {
    database = await startTestDatabase();
    shelf = new Shelf(database.url);
  }, DATABASE_START_LIMIT_MS);

  beforeEach(async () => {
    wire = await FlakyWire.to(database.url);
  });

  afterEach(async () => {
    for (const writer of writers.splice(0)) await writer.kill();
    await wire.close();
  });

  afterAll(async () => {
    await shelf.close();
    await database.stop();
  }, DATABASE_START_LIMIT_MS);

  it('settles nothing while it is away, and everything once when it is back', async () => {
    const device = aDevice();
    const writer = aWriter();
    await writer.send(aMessage(device, { ts: 1.79e12, values: { load: 0 } }));
    wire.cut();
    const kinds: string[] = [];
    for (let load = 1; load <= 500; load++) {
      const message = aMessage(
        device,
        { ts: 1.79e12 + load, values: { load, mode: `m${load}` } },
        { packetIdentifier: load },
      );
      writer.ingest.accept(message, ({ kind }) => kinds.push(kind));
    }
    await until('three attempts have failed', () => writer.observer.retries >= 3);
    expect(kinds).toEqual([]);
    expect(await shelf.count('reading', device)).toBe(1);
    wire.mend();
    await until('all are settled', () => kinds.length === 500);
    expect(new Set(kinds)).toEqual(new Set(['stored']));
    expect(await shelf.count('reading', device)).toBe(501);
    expect(await shelf.count('text_reading', device)).toBe(500);
    expect(writer.observer.failures).toEqual([]);
  });

  it('stores once what it committed without an answer', async () => {
    const device = aDevice();
    const writer = aWriter();
    await writer.send(aMessage(device, { ts: 1.79e12, values: { load: 0 } }));
    wire.loseAnswersOfCommits();
    const sent = Array.from({ length: 300 }, (_, index) =>
      writer.send(aMessage(device, { load: index, mode: 'x' }, { packetIdentifier: index + 1 })),
    );
    await until('two commits got no answer', () => writer.observer.retries >= 2);
    wire.keepAnswersOfCommits();
    const outcomes = await Promise.all(sent);
    expect(new Set(outcomes.map(({ kind }) => kind))).toEqual(new Set(['stored']));
    expect(await shelf.count('reading', device)).toBe(301);
    expect(await shelf.count('text_reading', device)).toBe(300);
  });

  it('drops QoS 0 beyond the soft bound, turns QoS 1 away beyond the hard one, and counts both', async () => {
    const device = aDevice();
    const writer = aWriter({ limits: { softMessages: 100, hardMessages: 200 } });
    wire.cut();
    const kinds: string[] = [];
    const accept = (qos: 0 | 1, index: number) =>
      writer.ingest.accept(
        aMessage(
          device,
          { ts: 1.79e12 + index, values: { load: 1 } },
          { qos, packetIdentifier: qos ? index + 1 : undefined },
        ),
        ({ kind }) => kinds.push(kind),
      );
    for (let index = 0; index < 150; index++) accept(0, index);
    expect(kinds).toEqual(Array(50).fill('dropped'));
    for (let index = 0; index < 150; index++) accept(1, index + 1_000);
    expect(kinds.slice(50)).toEqual(Array(50).fill('overloaded'));
    expect(writer.ingest.pending).toBe(200);
    expect(writer.observer).toMatchObject({ dropped: 50, overloaded: 50 });
    wire.mend();
    await until('all are settled', () => writer.ingest.pending === 0);
    expect(await shelf.count('reading', device)).toBe(200);
  });

  it('bounds the bytes that wait, too', async () => {
    const device = aDevice();
    const writer = aWriter({ limits: { softBytes: 100_000, hardBytes: 200_000 } });
    wire.cut();
    const kinds: string[] = [];
    for (let index = 0; index < 30; index++) {
      const message = aMessage(device, { text: 'x'.repeat(4_000), n: index, filler: 'y'.repeat(4_000) });
      writer.ingest.accept({ ...message, packetIdentifier: index + 1 }, ({ kind }) => kinds.push(kind));
    }
    expect(writer.ingest.pending).toBe(24);
    expect(kinds).toEqual(Array(6).fill('overloaded'));
    wire.mend();
    await until('all are settled', () => writer.ingest.pending === 0);
  });

  it('finds first deliveries after it was away', async () => {
    const device = aDevice();
    const writer = aWriter();
    const message = aMessage(device, { load: 43 }, { packetIdentifier: 9 });
    await writer.send(message);
    wire.cut();
    const again = writer.send({ ...message, redelivered: true, receivedAt: message.receivedAt + 1_000 });
    await until('an attempt has failed', () => writer.observer.retries >= 1);
    wire.mend();
    expect(await again).toEqual({ kind: 'stored' });
    expect(await shelf.count('reading', device)).toBe(1);
  });

  it('makes closing give up after a while, and tells who waits', async () => {
    const device = aDevice();
    const writer = aWriter({ limits: { closeMs: 300 } });
    wire.cut();
    const waiting = writer.send(aMessage(device, { load: 1 }));
    await writer.ingest.close();
    expect(await waiting).toEqual({ kind: 'closing' });
    expect(await writer.send(aMessage(device, { load: 2 }))).toEqual({ kind: 'closing' });
  });

  it('lets closing wait for what is on its way', async () => {
    const device = aDevice();
    const writer = aWriter();
    const sent = Array.from({ length: 50 }, (_, index) =>
      writer.send(aMessage(device, { load: index }, { packetIdentifier: index + 1, redelivered: index % 2 === 0 })),
    );
    await writer.ingest.close();
    expect(new Set((await Promise.all(sent)).map(({ kind }) => kind))).toEqual(new Set(['stored']));
    const { items } = await shelf.reader.readings(whole(device), 'load', always, { limit: 100 });
    expect(items).toHaveLength(50);
  });
});
