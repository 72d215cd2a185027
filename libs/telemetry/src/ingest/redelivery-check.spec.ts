import { deviceKey } from '#libs/kernel';
import { FakeBatchStore, FakeQuantityStore, ManualTime, UnreliableDatabase } from '#libs/testing';
import { createIngest } from './create-ingest.js';
import type { InboundMessage } from './inbound-message.js';
import type { BatchStore } from './ingest-stores.js';
import { QuantityDictionary } from './quantity-dictionary.js';
import type { Probe } from './redelivery.js';

/** A database that finds out at once and answers late: by then it may be history. */
class LateStore extends FakeBatchStore {
  constructor(
    private readonly time: ManualTime,
    private readonly lateMs: number,
  ) {
    super(new UnreliableDatabase());
  }

  override async findReceptions(probes: readonly Probe[]) {
    const found = await super.findReceptions(probes);
    await this.time.scheduler.sleep(this.lateMs);
    return found;
  }
}

const ingestOver = (store: BatchStore, time: ManualTime) =>
  createIngest({
    store,
    quantities: new QuantityDictionary(new FakeQuantityStore(new UnreliableDatabase())),
    latest: { note: () => undefined },
    clock: time.clock,
    scheduler: time.scheduler,
    writers: 1,
  });

const redelivered: InboundMessage = {
  deviceKey: deviceKey(1),
  channel: 'telemetry',
  topic: 'devices/me/telemetry',
  payload: Buffer.from('{"load":43}'),
  qos: 1,
  redelivered: true,
  packetIdentifier: 7,
  receivedAt: Date.UTC(2026, 10, 21, 12),
};

describe('a message that comes again', () => {
  it('is stored once when its first delivery is committed while the answer about it is on its way', async () => {
    const time = new ManualTime();
    const store = new LateStore(time, 10);
    const ingest = ingestOver(store, time);
    const settled: string[] = [];
    ingest.accept(redelivered, ({ kind }) => settled.push(kind));
    await time.pass(1);
    ingest.accept({ ...redelivered, receivedAt: redelivered.receivedAt + 1 }, ({ kind }) => settled.push(kind));
    await time.pass(1_000);
    expect(settled).toEqual(['stored', 'stored']);
    expect([...store.rows.values()].map(({ value }) => value)).toEqual([43]);
  });

  it('is stored when its first delivery was lost, though an earlier message of another identifier said the same', async () => {
    const time = new ManualTime();
    const store = new LateStore(time, 0);
    const ingest = ingestOver(store, time);
    for (let packetIdentifier = 1; packetIdentifier <= 3_000; packetIdentifier += 1) {
      const message = { ...redelivered, packetIdentifier, receivedAt: redelivered.receivedAt + packetIdentifier };
      ingest.accept({ ...message, redelivered: packetIdentifier === 3_000 }, () => undefined);
      await time.pass(0);
    }
    expect(store.rows.size).toBe(3_000);
  });
});
