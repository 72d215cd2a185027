import { deviceKey } from '#libs/kernel';
import { FakeLatestStore, ManualTime, UnreliableDatabase } from '#libs/testing';
import { noBounds } from '../ingest/allowance.js';
import { Batch } from '../ingest/batch.js';
import { addMessage } from '../ingest/message-rows.js';
import { TelemetryObserver } from '../observer.js';
import { LatestValues } from './latest-values.js';

const quantities = { idOf: (name: string) => name.charCodeAt(0) };

let batches = 0;

/** A committed batch of one message a payload. */
function aBatch(...payloads: readonly (readonly [device: number, payload: unknown])[]): Batch {
  const batch = new Batch(++batches);
  for (const [device, payload] of payloads) {
    const message = {
      deviceKey: deviceKey(device),
      channel: 'telemetry',
      topic: 't',
      payload: Buffer.from(JSON.stringify(payload)),
      qos: 1,
      redelivered: false,
      packetIdentifier: 1,
      receivedAt: 1.79e12,
    } as const;
    addMessage(batch, { message, identifier: 1, settled: () => {} }, quantities, noBounds);
  }
  return batch;
}

const at = (ms: number, values: object) => ({ ts: 1.79e12 + ms, values });

function latestWith(maximumRows = 1_000) {
  const time = new ManualTime();
  const database = new UnreliableDatabase();
  const store = new FakeLatestStore(database);
  const { clock, scheduler } = time;
  const latest = new LatestValues(store, clock, scheduler, new TelemetryObserver(), maximumRows);
  latest.start();
  const value = (device: number, name: string) => store.values.get(`${device} ${quantities.idOf(name)}`)?.value;
  return { latest, time, database, store, value };
}

describe('LatestValues', () => {
  it('writes once a second, however many batches were committed', async () => {
    const { latest, store, time, value } = latestWith();
    for (let ms = 1; ms <= 5; ms++) latest.note(aBatch([1, at(ms, { a: ms })]));
    await time.pass(999);
    expect(store.written).toEqual([]);
    await time.pass(2);
    expect(store.written).toHaveLength(5);
    expect(value(1, 'a')).toBe(5);
  });

  it('keeps what was observed last, not what came last, device by device and quantity by quantity', async () => {
    const { latest, value } = latestWith();
    latest.note(aBatch([1, at(9, { a: 9, b: 9 })], [2, at(1, { a: 1 })], [1, at(5, { a: 5, c: 5 })]));
    latest.note(aBatch([1, at(7, { b: 7, c: 7, t: 'text' })], [1, at(8, { t: true })]));
    await latest.flush();
    expect(['a', 'b', 'c', 't'].map((name) => value(1, name))).toEqual([9, 9, 7, 'true']);
    expect(value(2, 'a')).toBe(1);
  });

  it('does not let a clock that is a day ahead hold back what comes after', async () => {
    const { latest, value } = latestWith();
    latest.note(aBatch([1, at(82_800_000, { a: 1 })]));
    latest.note(aBatch([1, { a: 3 }]));
    await latest.flush();
    expect(value(1, 'a')).toBe(3);
  });

  it('tells when a device was last seen, also by a message nobody can use', async () => {
    const { latest, store } = latestWith();
    latest.note(aBatch([1, [5]]));
    await latest.flush();
    expect(store.seenAt.get(1)).toBe(1.79e12);
  });

  it('keeps what it could not write, and lets newer values win', async () => {
    const { latest, store, time, database, value } = latestWith();
    const first = aBatch([1, at(1, { a: 1, b: 1 })]);
    const second = aBatch([1, at(2, { a: 2 })]);
    latest.note(first);
    database.state = 'away';
    await time.pass(1_500);
    latest.note(second);
    database.state = 'there';
    await time.pass(2_000);
    expect([value(1, 'a'), value(1, 'b')]).toEqual([2, 1]);
    expect(new Set(store.written)).toEqual(new Set([first.number, second.number]));
  });

  it('leaves to the repair what does not fit into memory', async () => {
    const { latest, store } = latestWith(3);
    const first = aBatch([1, at(1, { a: 1, b: 1 })]);
    latest.note(first);
    latest.note(aBatch([2, at(1, { a: 1 })]));
    await latest.flush();
    expect(store.written).toEqual([first.number]);
    expect(store.repairs).toBe(1);
    latest.note(aBatch([2, at(2, { a: 2 })]));
    await latest.flush();
    expect(store.repairs).toBe(1);
  });

  it('writes what is left when it is closed, and nothing afterwards', async () => {
    const { latest, store, time } = latestWith();
    latest.note(aBatch([1, at(1, { a: 1 })]));
    await latest.close();
    expect(store.written).toHaveLength(1);
    latest.note(aBatch([1, at(2, { a: 2 })]));
    await time.pass(60_000);
    expect(store.written).toHaveLength(1);
  });
});
