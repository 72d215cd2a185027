import { DATABASE_START_LIMIT_MS, startTestDatabase, type TestDatabase } from '#libs/testing';
import { aDevice, always, aMessage, Shelf, WriterUnderTest, whole } from './telemetry-under-test.js';

jest.setTimeout(30_000);

describe('The way numbers take into the database', () => {
  let database: TestDatabase;
  let writer: WriterUnderTest;
  let shelf: Shelf;

  beforeAll(async () => {
    database = await startTestDatabase();
    writer = new WriterUnderTest(database.url, { writers: 1 });
    shelf = new Shelf(database.url);
  }, DATABASE_START_LIMIT_MS);

  afterAll(async () => {
    await writer.kill();
    await shelf.close();
    await database.stop();
  }, DATABASE_START_LIMIT_MS);

  /** One batch of so many numbers; the first of it has this time. @returns how it went in */
  async function commit(device: ReturnType<typeof aDevice>, ts: number, count: number) {
    const backlog = Array.from({ length: count }, (_, index) => ({
      ts: ts + index,
      values: { load: index, on: true },
    }));
    expect(await writer.send(aMessage(device, backlog))).toEqual({ kind: 'stored' });
    return writer.observer.paths.at(-1);
  }

  it('is COPY on a server, and INSERT on the embedded database, which refuses COPY', async () => {
    const device = aDevice();
    expect(await commit(device, 1.79e12, 500)).toBe(database.kind === 'server' ? 'copy' : 'insert');
    expect(await commit(device, 1.79e12 + 500, 500)).toBe(database.kind === 'server' ? 'copy' : 'insert');
    const { items } = await shelf.reader.readings(whole(device), 'load', always, { limit: 10_000 });
    expect(items).toHaveLength(1_000);
    expect(items[999]).toMatchObject({ value: 499, observedAt: new Date(1.79e12 + 999), timeOrigin: 'device' });
    expect(writer.observer.failures).toEqual([]);
  });

  it('is INSERT for a few numbers, which cost less that way', async () => {
    expect(await commit(aDevice(), 1.79e12, 5)).toBe('insert');
  });

  it('is INSERT for a while after rows were there already, and COPY again after that', async () => {
    if (database.kind !== 'server') return;
    const device = aDevice();
    expect(await commit(device, 1.79e12, 200)).toBe('copy');
    expect(await commit(device, 1.79e12 + 100, 200)).toBe('insert');
    expect(await shelf.count('reading', device)).toBe(300);
    expect(await shelf.count('text_reading', device)).toBe(300);
    const ways = new Set<string | undefined>();
    for (let batch = 1; batch <= 20; batch++) ways.add(await commit(device, 1.79e12 + batch * 1_000, 200));
    expect(ways).toEqual(new Set(['insert', 'copy']));
    expect(await shelf.count('reading', device)).toBe(4_300);
  });
});
