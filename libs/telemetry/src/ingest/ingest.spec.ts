import { deviceKey } from '#libs/kernel';
import { FakeBatchStore, FakeQuantityStore, ManualTime, UnreliableDatabase } from '#libs/testing';
import { TelemetryObserver } from '../observer.js';
import type { Batch } from './batch.js';
import { createIngest } from './create-ingest.js';
import type { InboundMessage } from './inbound-message.js';
import type { IngestLimits } from './ingest-limits.js';
import { QuantityDictionary } from './quantity-dictionary.js';

class Journal extends TelemetryObserver {
  readonly batches: number[] = [];
  readonly failures: unknown[] = [];

  override batchStored({ messages }: { messages: number }) {
    this.batches.push(messages);
  }

  override messageFailed(cause: unknown) {
    this.failures.push(cause);
  }
}

function ingestWith({ writers = 1, limits = {} }: { writers?: number; limits?: Partial<IngestLimits> } = {}) {
  const time = new ManualTime();
  const database = new UnreliableDatabase();
  const store = new FakeBatchStore(database);
  const noted: Batch[] = [];
  const observer = new Journal();
  const ingest = createIngest({
    store,
    quantities: new QuantityDictionary(new FakeQuantityStore(database)),
    latest: { note: (batch) => void noted.push(batch) },
    clock: time.clock,
    scheduler: time.scheduler,
    writers,
    observer,
    limits,
  });
  const kinds: string[] = [];
  const accept = (message: InboundMessage) => ingest.accept(message, ({ kind }) => kinds.push(kind));
  return { ingest, time, database, store, noted, observer, kinds, accept };
}

const receivedAt = Date.UTC(2026, 10, 21, 12);

function aMessage(payload: unknown, differences: Partial<InboundMessage> = {}): InboundMessage {
  return {
    deviceKey: deviceKey(1),
    channel: 'telemetry',
    topic: 'devices/me/telemetry',
    payload: Buffer.from(JSON.stringify(payload)),
    qos: 1,
    redelivered: false,
    packetIdentifier: 1,
    receivedAt,
    ...differences,
  };
}

/** With a time of its own and a value of its own. */
const aReading = (value: number) =>
  aMessage({ ts: receivedAt + value, values: { load: value } }, { packetIdentifier: value });

describe('Ingest', () => {
  it('settles a message when it is committed, not before', async () => {
    const { accept, kinds, store, time } = ingestWith();
    accept(aReading(1));
    expect(kinds).toEqual([]);
    await time.pass(0);
    expect(store.rows.size).toBe(1);
    expect(kinds).toEqual(['stored']);
  });

  it('tells the newest values of a batch after its commit and before its acknowledgements', async () => {
    const { ingest, noted, time } = ingestWith();
    let notedBefore = 0;
    ingest.accept(aReading(1), () => {
      notedBefore = noted.length;
    });
    expect(noted).toEqual([]);
    await time.pass(0);
    expect(notedBefore).toBe(1);
  });

  it('commits together what came while a batch was under way', async () => {
    const { accept, observer, time } = ingestWith();
    accept(aReading(1));
    accept(aReading(2));
    await time.pass(0);
    for (let value = 3; value <= 10; value++) accept(aReading(value));
    await time.pass(0);
    expect(observer.batches).toEqual([2, 8]);
  });

  it('closes a batch that is full', async () => {
    const { accept, observer, time, kinds } = ingestWith({ limits: { batchRows: 4 } });
    for (let value = 1; value <= 10; value++) accept(aReading(value));
    await time.pass(0);
    expect(observer.batches).toEqual([4, 4, 2]);
    expect(kinds).toHaveLength(10);
  });

  it('keeps a batch and tries it again while the database is away, less and less often', async () => {
    const { accept, database, kinds, store, time, ingest } = ingestWith();
    database.state = 'away';
    accept(aReading(1));
    await time.pass(60_000);
    expect(kinds).toEqual([]);
    expect(ingest.pending).toBe(1);
    database.state = 'there';
    await time.pass(5_000);
    expect(kinds).toEqual(['stored']);
    expect(store.rows.size).toBe(1);
    expect(ingest.pending).toBe(0);
  });

  it('sends a batch again whose commit got no answer, and stores it once', async () => {
    const { accept, database, kinds, store, time } = ingestWith();
    accept(aReading(1));
    await time.pass(0);
    database.state = 'mute';
    accept(aMessage({ load: 2 }));
    await time.pass(250);
    database.state = 'there';
    await time.pass(5_000);
    expect(kinds).toEqual(['stored', 'stored']);
    expect(store.journal).toEqual([1, 2, 2, 2]);
    expect(store.rows.size).toBe(2);
  });

  it('drops QoS 0 beyond the soft bound and turns QoS 1 away beyond the hard bound, at once', () => {
    const { accept, kinds } = ingestWith({ limits: { softMessages: 1, hardMessages: 2 } });
    accept(aReading(1));
    accept(aMessage({ load: 1 }, { qos: 0, packetIdentifier: undefined }));
    accept(aReading(2));
    accept(aReading(3));
    expect(kinds).toEqual(['dropped', 'overloaded']);
  });

  it('puts what the database refuses for its content among the rejected messages', async () => {
    const { accept, kinds, store, time } = ingestWith();
    store.poison.add(3);
    for (let value = 1; value <= 5; value++) accept(aReading(value));
    await time.pass(0);
    expect(kinds).toEqual(Array(5).fill('stored'));
    expect([...store.rows.values()].map(({ kind, value }) => value ?? kind).sort()).toEqual([1, 2, 4, 5, 'rejected']);
  });

  it('does not acknowledge what fails for a reason nobody foresaw, and reports it', async () => {
    const { accept, kinds, store, time, observer, ingest } = ingestWith();
    store.bugs.add(3);
    for (let value = 1; value <= 4; value++) accept(aReading(value));
    await time.pass(0);
    expect(kinds.sort()).toEqual(['failed', 'stored', 'stored', 'stored']);
    expect(observer.failures).toEqual([new Error('A bug.')]);
    expect(ingest.pending).toBe(0);
  });

  it('waits with closing for what it has taken, and takes nothing more', async () => {
    const { accept, ingest, kinds, time } = ingestWith();
    accept(aReading(1));
    accept(aMessage({ load: 1 }, { redelivered: true, packetIdentifier: 2 }));
    const closed = ingest.close();
    accept(aReading(3));
    expect(kinds).toEqual(['closing']);
    await time.pass(0);
    await closed;
    expect(kinds).toEqual(['closing', 'stored', 'stored']);
  });

  it('gives up closing after a while, and settles what is left once', async () => {
    const { accept, database, ingest, kinds, time } = ingestWith({ limits: { closeMs: 1_000 } });
    database.state = 'away';
    accept(aReading(1));
    accept(aMessage({ load: 1 }, { redelivered: true, packetIdentifier: 2 }));
    await time.pass(0);
    accept(aReading(3));
    const closed = ingest.close();
    expect(ingest.close()).toBe(closed);
    await time.pass(1_000);
    await closed;
    database.state = 'there';
    await time.pass(60_000);
    expect(kinds).toEqual(['closing', 'closing', 'closing']);
    expect(ingest.pending).toBe(0);
  });

  it('starts a second batch while one is under way only when it is worth it', async () => {
    const { accept, observer, time } = ingestWith({ writers: 2, limits: { eagerRows: 3 } });
    accept(aReading(1));
    await time.pass(0);
    for (let value = 2; value <= 5; value++) accept(aReading(value));
    await time.pass(0);
    expect(observer.batches).toEqual([1, 4]);
  });
});
