import { DATABASE_START_LIMIT_MS, startTestDatabase, type TestDatabase } from '#libs/testing';
import { aDevice, always, aMessage, Shelf, WriterUnderTest, whole } from './telemetry-under-test.js';

jest.setTimeout(30_000);

/** Stands for content the database refuses though it was checked; nothing a device can send does so today. */
const POISON = 666;
/** Stands for a failure nobody foresaw. */
const BUG = 999;

describe('A message the database refuses', () => {
  let database: TestDatabase;
  let writer: WriterUnderTest;
  let shelf: Shelf;

  beforeAll(async () => {
    database = await startTestDatabase();
    shelf = new Shelf(database.url);
    await shelf.pool.query(`ALTER TABLE telemetry.reading ADD CONSTRAINT no_poison CHECK (value <> ${POISON})`);
    await shelf.pool.query(`
      CREATE FUNCTION telemetry.fail() RETURNS trigger LANGUAGE plpgsql AS $$
      BEGIN
        IF NEW.value = ${BUG} THEN RAISE EXCEPTION 'a bug'; END IF;
        RETURN NEW;
      END $$`);
    await shelf.pool.query(
      'CREATE TRIGGER fail BEFORE INSERT ON telemetry.reading FOR EACH ROW EXECUTE FUNCTION telemetry.fail()',
    );
  }, DATABASE_START_LIMIT_MS);

  beforeEach(() => {
    writer = new WriterUnderTest(database.url);
  });

  afterEach(() => writer.kill());

  afterAll(async () => {
    await shelf.close();
    await database.stop();
  }, DATABASE_START_LIMIT_MS);

  const loads = async (device: ReturnType<typeof aDevice>) =>
    (await shelf.reader.readings(whole(device), 'load', always, { limit: 1_000 })).items.map(({ value }) => value);

  const send = (device: ReturnType<typeof aDevice>, values: readonly number[]) =>
    Promise.all(
      values.map((load, index) =>
        writer.send(aMessage(device, { ts: 1.79e12 + index, values: { load } }, { packetIdentifier: index + 1 })),
      ),
    );

  it('is kept among the rejected ones and acknowledged, and its batch is stored', async () => {
    const device = aDevice();
    const outcomes = await send(
      device,
      Array.from({ length: 200 }, (_, index) => (index === 77 || index === 150 ? POISON : index)),
    );
    expect(new Set(outcomes.map(({ kind }) => kind))).toEqual(new Set(['stored']));
    expect(await loads(device)).toHaveLength(198);
    const { items } = await shelf.reader.rejectedMessages(whole(device), { limit: 10 });
    expect(items).toMatchObject([{ code: 'telemetry.unstorable' }, { code: 'telemetry.unstorable' }]);
    expect(items[0]?.reasons[0]?.reason).toContain('23514');
    expect(Buffer.from(items[1]?.payload ?? []).toString()).toContain(String(POISON));
  });

  it('is not acknowledged when nobody foresaw the reason, and its batch is stored', async () => {
    const device = aDevice();
    const outcomes = await send(device, [1, 2, BUG, 4, 5]);
    expect(outcomes.map(({ kind }) => kind)).toEqual(['stored', 'stored', 'failed', 'stored', 'stored']);
    expect(await loads(device)).toEqual([1, 2, 4, 5]);
    expect(writer.observer.failures).toHaveLength(1);
  });

  it('does not cost a transaction each when everything fails for an unforeseen reason', async () => {
    const device = aDevice();
    const outcomes = await send(device, Array(64).fill(BUG));
    expect(new Set(outcomes.map(({ kind }) => kind))).toEqual(new Set(['failed']));
    expect(writer.observer.failures.length).toBeLessThan(16);
    expect(await send(device, [7])).toEqual([{ kind: 'stored' }]);
  });
});
