import { DAY_MS, deviceKey } from '#libs/kernel';
import { FakeBatchStore, FakeQuantityStore, ManualTime, UnreliableDatabase } from '#libs/testing';
import { createIngest } from './create-ingest.js';
import type { InboundMessage } from './inbound-message.js';
import type { IngestLimits } from './ingest-limits.js';
import { QuantityDictionary } from './quantity-dictionary.js';

const MINUTE_MS = 60_000;

function world(limits: Partial<IngestLimits> = {}) {
  const time = new ManualTime(Date.UTC(2026, 10, 21, 12, 0, 20));
  const database = new UnreliableDatabase();
  const store = new FakeBatchStore(database);
  const ingest = createIngest({
    store,
    quantities: new QuantityDictionary(new FakeQuantityStore(database)),
    latest: { note: () => undefined },
    clock: time.clock,
    scheduler: time.scheduler,
    writers: 1,
    limits,
  });
  const told: string[] = [];
  /** What becomes of a message, under a name of its own. */
  const accept = (name: string, message: InboundMessage) =>
    ingest.accept(
      message,
      ({ kind }) => told.push(`${name} ${kind}`),
      () => told.push(`${name} waits`),
    );
  const identifiers = Array.from({ length: 100 }, (_, at) => 1 + at).values();
  const aMessage = (payload: unknown, differences: Partial<InboundMessage> = {}): InboundMessage => ({
    deviceKey: deviceKey(1),
    channel: 'telemetry',
    topic: 'devices/me/telemetry',
    payload: Buffer.from(JSON.stringify(payload)),
    qos: 1,
    redelivered: false,
    packetIdentifier: identifiers.next().value,
    receivedAt: time.now,
    ...differences,
  });
  /** A reading of each of some past days, the first so many days ago. */
  const backlog = (first: number, days: number, differences: Partial<InboundMessage> = {}) =>
    aMessage(
      Array.from({ length: days }, (_, at) => ({
        ts: time.now - (first + at) * DAY_MS,
        values: { load: first + at },
      })),
      differences,
    );
  return { time, database, store, ingest, told, accept, aMessage, backlog };
}

describe('A device that has stored under 64 past days within a minute', () => {
  it('has the rest of its backlog wait for the next minute, and all of it is stored', async () => {
    const { time, store, told, accept, backlog, ingest } = world();
    for (let part = 0; part < 5; part++) accept(`part ${part}`, backlog(1 + 40 * part, 40));
    await time.pass(1_000);
    expect(told).toEqual(['part 1 waits', 'part 2 waits', 'part 3 waits', 'part 4 waits', 'part 0 stored']);
    expect(ingest.pending).toBe(4);
    await time.pass(5 * MINUTE_MS);
    expect(told.slice(5)).toEqual(['part 1 stored', 'part 2 stored', 'part 3 stored', 'part 4 stored']);
    expect(store.rows.size).toBe(200);
    expect([...store.rows.values()].filter(({ kind }) => kind === 'rejected')).toEqual([]);
    expect(ingest.pending).toBe(0);
  });

  it('is acknowledged in the order in which it sent, also what needs no further day', async () => {
    const { time, told, accept, backlog, aMessage } = world();
    accept('old', backlog(1, 64));
    accept('older', backlog(65, 64));
    accept('now', aMessage({ load: 1 }));
    await time.pass(MINUTE_MS);
    expect(told).toEqual(['older waits', 'now waits', 'old stored', 'older stored', 'now stored']);
  });

  it('holds up no other device', async () => {
    const { time, told, accept, backlog, aMessage } = world({ heldMessages: 2 });
    accept('first', backlog(1, 64));
    accept('second', backlog(65, 64));
    accept('other', backlog(65, 64, { deviceKey: deviceKey(2) }));
    accept('third', aMessage({ load: 1 }, { deviceKey: deviceKey(3) }));
    await time.pass(0);
    expect(told).toEqual(['second waits', 'first stored', 'other stored', 'third stored']);
  });

  it('has a message of more than 64 days stored as far as one minute allows, and the rest kept as rejected', async () => {
    const { time, store, told, accept, backlog } = world();
    accept('used', backlog(1, 10));
    accept('whole', backlog(100, 100));
    await time.pass(MINUTE_MS);
    expect(told).toEqual(['whole waits', 'used stored', 'whole stored']);
    const kinds = [...store.rows.values()].map(({ kind }) => kind);
    expect(kinds.filter((kind) => kind === 'reading')).toHaveLength(74);
    expect(kinds.filter((kind) => kind === 'rejected')).toHaveLength(1);
  });

  it('is told nothing of what waits when the ingest ends: it keeps it', async () => {
    const { time, store, told, accept, backlog, ingest } = world();
    accept('taken', backlog(1, 64));
    accept('waiting', backlog(65, 64));
    const closed = ingest.close();
    await time.pass(0);
    await closed;
    await time.pass(5 * MINUTE_MS);
    expect(told).toEqual(['waiting waits', 'waiting closing', 'taken stored']);
    expect(store.rows.size).toBe(64);
    expect(ingest.pending).toBe(0);
  });

  it.each([
    ['messages', { heldMessagesADevice: 2 }],
    ['bytes', { heldBytesADevice: 6_000 }],
    ['messages of all', { heldMessages: 2 }],
    ['bytes of all', { heldBytes: 6_000 }],
  ])('is turned away when it has as much waiting as may wait: %s', async (_, limits) => {
    const { told, accept, backlog, ingest } = world(limits);
    for (let part = 0; part < 4; part++) accept(`part ${part}`, backlog(1 + 64 * part, 64));
    accept('unacknowledged', backlog(1, 64, { qos: 0, packetIdentifier: undefined }));
    expect(told).toEqual(['part 1 waits', 'part 2 waits', 'part 3 overloaded', 'unacknowledged dropped']);
    expect(ingest.pending).toBe(3);
  });

  it('takes up its place again when it loses patience, connects anew and sends the same', async () => {
    const { time, store, told, accept, backlog, aMessage, ingest } = world();
    accept('taken', backlog(1, 64));
    const first = backlog(65, 64);
    const untimed = aMessage({ load: 0 });
    accept('first', first);
    accept('untimed', untimed);
    await time.pass(1_000);
    const again = { redelivered: true, receivedAt: time.now };
    accept('first again', { ...first, ...again });
    accept('untimed again', { ...untimed, ...again });
    accept('behind', backlog(129, 64));
    expect(ingest.pending).toBe(5);
    await time.pass(MINUTE_MS);
    const together = ['first stored', 'first again stored', 'untimed stored', 'untimed again stored'];
    expect(told.filter((each) => each.endsWith('stored')).sort()).toEqual(['taken stored', ...together].sort());
    await time.pass(MINUTE_MS);
    expect(told.at(-1)).toBe('behind stored');
    expect(store.rows.size).toBe(64 * 3 + 1);
    expect(ingest.pending).toBe(0);
  });

  it('is told once that it waits, and goes on, when what comes again has to be looked for and waits anew', async () => {
    const { time, store, told, accept, backlog, aMessage, ingest } = world();
    // Before 2000: it is stored under the time of its reception, so its first delivery has to be looked for.
    const undated = { ts: Date.UTC(1999, 0, 1), values: { load: 0 } };
    const again = { redelivered: true };
    accept('m1', backlog(1, 30, again));
    accept('m2', backlog(31, 30, again));
    const past = Array.from({ length: 30 }, (_, at) => ({ ts: time.now - (61 + at) * DAY_MS, values: { load: at } }));
    accept('m3', aMessage([...past, undated], again));
    accept('m4', backlog(91, 30, again));
    accept('m5', backlog(121, 30, again));
    await time.pass(5 * MINUTE_MS);
    for (const name of ['m1', 'm2', 'm3', 'm4', 'm5']) {
      expect(told.filter((each) => each === `${name} stored`)).toHaveLength(1);
      expect(told.filter((each) => each === `${name} waits`).length).toBeLessThanOrEqual(1);
    }
    expect([...store.rows.values()].filter(({ kind }) => kind === 'reading')).toHaveLength(151);
    expect(ingest.pending).toBe(0);
  });

  it('keeps the place of what comes again and was looked for once: what is behind it does not overtake it', async () => {
    const { time, told, accept, aMessage, backlog } = world();
    const undated = { ts: Date.UTC(1999, 0, 1), values: { load: 0 } };
    const past = Array.from({ length: 30 }, (_, at) => ({ ts: time.now - (65 + at) * DAY_MS, values: { load: at } }));
    accept('taken', backlog(1, 64));
    await time.pass(0);
    accept('again', aMessage([...past, undated], { redelivered: true }));
    await time.pass(0);
    accept('behind', backlog(95, 64));
    await time.pass(MINUTE_MS);
    expect(told).toEqual(['taken stored', 'again waits', 'behind waits', 'again stored']);
    await time.pass(MINUTE_MS);
    expect(told.at(-1)).toBe('behind stored');
  });

  it('is told once that it waits when names are asked for so long that it has to wait anew, each delivery of it', async () => {
    const { time, database, told, accept, aMessage, backlog, ingest } = world();
    const past = Array.from({ length: 30 }, (_, at) => ({ ts: time.now - (95 + at) * DAY_MS, values: { rare: at } }));
    const rare = aMessage(past);
    accept('taken', backlog(1, 64));
    await time.pass(0);
    accept('first', backlog(65, 30));
    accept('rare', rare);
    accept('rare again', { ...rare, redelivered: true });
    accept('behind', backlog(125, 64));
    database.state = 'away';
    await time.pass(2 * MINUTE_MS); // "behind" takes all of a minute while "rare" is asked for
    database.state = 'there';
    await time.pass(5 * MINUTE_MS);
    expect(told.filter((each) => each.endsWith('waits'))).toEqual([
      'first waits',
      'rare waits',
      'rare again waits',
      'behind waits',
    ]);
    expect(told.filter((each) => each.endsWith('stored'))).toHaveLength(5);
    expect(ingest.pending).toBe(0);
  });

  it('is one of many that go on in the same minute, some hundred messages at a time', async () => {
    const { time, told, accept, backlog, aMessage, ingest } = world();
    for (let key = 1; key <= 3; key++) {
      const device = { deviceKey: deviceKey(key) };
      accept(`day ${key}`, backlog(1, 64, device));
      accept(`older ${key}`, backlog(65, 64, device));
      for (let value = 1; value <= 400; value++) accept(`now ${key}`, aMessage({ load: value }, { ...device, qos: 0 }));
    }
    expect(ingest.pending).toBe(3 * 402);
    await time.pass(MINUTE_MS);
    expect(told.filter((each) => each.endsWith('stored'))).toHaveLength(3 * 402);
    expect(ingest.pending).toBe(0);
  });

  it('waits on while too much waits for the database', async () => {
    const { time, database, told, accept, backlog, aMessage } = world({ softMessages: 2 });
    accept('taken', backlog(1, 64));
    accept('waiting', backlog(65, 64));
    database.state = 'away';
    for (let value = 1; value <= 2; value++)
      accept(`other ${value}`, aMessage({ load: value }, { deviceKey: deviceKey(2) }));
    await time.pass(MINUTE_MS);
    database.state = 'there';
    await time.pass(10_000);
    expect(told).toEqual(['waiting waits', 'taken stored', 'other 1 stored', 'other 2 stored']);
    await time.pass(MINUTE_MS);
    expect(told.at(-1)).toBe('waiting stored');
  });
});
