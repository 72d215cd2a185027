import { deviceKey } from '#libs/kernel';
import { FakeBatchStore, FakeQuantityStore, ManualTime, UnreliableDatabase } from '#libs/testing';
import { NEW_QUANTITIES_A_DAY, NEW_UNITS_A_DAY } from './allowance.js';
import type { Quantity } from './batch.js';
import { createIngest } from './create-ingest.js';
import type { InboundMessage } from './inbound-message.js';
import { QuantityDictionary } from './quantity-dictionary.js';

/** Counts what it is asked for. */
class CountingStore extends FakeQuantityStore {
  readonly asked: number[] = [];

  override find(quantities: readonly Quantity[]) {
    this.asked.push(quantities.length);
    return super.find(quantities);
  }
}

function world() {
  const time = new ManualTime();
  const database = new UnreliableDatabase();
  const store = new FakeBatchStore(database);
  const quantities = new CountingStore(database);
  const aBroker = () =>
    createIngest({
      store,
      quantities: new QuantityDictionary(quantities),
      latest: { note: () => undefined },
      clock: time.clock,
      scheduler: time.scheduler,
      writers: 1,
    });
  const told: string[] = [];
  let sent = 0;
  /** One message with a value of each of some quantities. */
  const quantitiesIn = (pack: readonly object[], differences: Partial<InboundMessage> = {}): InboundMessage => {
    sent += 1;
    return {
      deviceKey: deviceKey(1),
      channel: 'telemetry',
      topic: 'devices/me/telemetry',
      payload: Buffer.from(JSON.stringify(pack.map((each, at) => ({ ...each, v: sent, t: -1 - at })))),
      qos: 1,
      redelivered: false,
      packetIdentifier: sent,
      receivedAt: time.now + sent,
      ...differences,
    };
  };
  const numbers = (from: number, count: number) => Array.from({ length: count }, (_, at) => from + at);
  /** A message with one name in some units, at most eight. */
  const units = (from: number, count: number, differences: Partial<InboundMessage> = {}) =>
    quantitiesIn(
      numbers(from, count).map((at) => ({ n: 'load', u: `u${at}` })),
      differences,
    );
  const names = (from: number, count: number) => quantitiesIn(numbers(from, count).map((at) => ({ n: `name_${at}` })));
  const kinds = () => [...store.rows.values()].map(({ kind }) => kind);
  return { time, database, quantities, aBroker, told, units, names, kinds };
}

describe('A broker that has just begun', () => {
  it('takes no unit for new that the database knows', async () => {
    const { time, quantities, aBroker, units, kinds } = world();
    await quantities.ensure(Array.from({ length: 30 }, (_, at) => ({ name: 'load', unit: `u${at}` })));
    const ingest = aBroker();
    for (let from = 0; from < 30; from += 6) ingest.accept(units(from, 6), () => undefined);
    await time.pass(0);
    ingest.accept(units(30, NEW_UNITS_A_DAY), () => undefined);
    await time.pass(0);
    expect(kinds()).toEqual(Array(38).fill('reading'));
    ingest.accept(units(38, 1), () => undefined);
    await time.pass(0);
    expect(kinds().at(-1)).toBe('rejected');
  });

  it('makes no more of a message with the DUP flag than of any other', async () => {
    const { time, quantities, aBroker, units } = world();
    const ingest = aBroker();
    for (let at = 0; at < 30; at++) {
      const payload = Buffer.from(JSON.stringify([{ n: 'load', u: `u${at}`, v: 1 }]));
      ingest.accept({ ...units(0, 1), redelivered: true, payload }, () => undefined);
    }
    await time.pass(0);
    expect(quantities.ids.size).toBe(NEW_UNITS_A_DAY);
  });

  it('asks once for all messages that wait, and not again for what is remembered', async () => {
    const { time, quantities, aBroker, units } = world();
    const ingest = aBroker();
    for (let device = 1; device <= 20; device++)
      ingest.accept(units(0, 3, { deviceKey: deviceKey(device) }), () => undefined);
    await time.pass(0);
    ingest.accept(units(0, 3), () => undefined);
    await time.pass(0);
    expect(quantities.asked).toEqual([3, 3]);
  });

  it('asks no more for a device that names new ones all the time', async () => {
    const { time, quantities, aBroker, names } = world();
    const ingest = aBroker();
    for (let message = 0; message < 60; message++) {
      ingest.accept(names(message * 200, 200), () => undefined);
      await time.pass(0);
    }
    expect(quantities.asked).toHaveLength(50);
    expect(quantities.ids.size).toBe(NEW_QUANTITIES_A_DAY);
  });

  it('keeps a message while the database is away that it would have to ask, and settles it at its own end', async () => {
    const { time, database, aBroker, units, told } = world();
    database.state = 'away';
    const ingest = aBroker();
    ingest.accept(units(0, 1), ({ kind }) => told.push(kind));
    await time.pass(5_000);
    expect([ingest.pending, told]).toEqual([1, []]);
    const closed = ingest.close();
    await time.pass(20_000);
    await closed;
    expect([ingest.pending, told]).toEqual([0, ['closing']]);
  });
});
