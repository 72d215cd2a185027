import { DAY_MS, deviceKey } from '#libs/kernel';
import { ManualTime } from '#libs/testing';
import { Allowance, Allowances, NEW_QUANTITIES_A_DAY, noBounds, usualAllowances } from './allowance.js';
import { Batch } from './batch.js';
import type { InboundMessage } from './inbound-message.js';
import { addMessage } from './message-rows.js';

const nobodyKnows = { idOf: () => undefined };
const receivedAt = Date.UTC(2026, 10, 21, 12);
const time = new ManualTime(receivedAt);

function anEntry(payload: unknown, differences: Partial<InboundMessage> = {}) {
  const message: InboundMessage = {
    deviceKey: deviceKey(7),
    channel: 'telemetry',
    topic: 'devices/me/telemetry',
    payload: Buffer.from(typeof payload === 'string' ? payload : JSON.stringify(payload)),
    qos: 1,
    redelivered: false,
    packetIdentifier: 1,
    receivedAt,
    ...differences,
  };
  return { message, identifier: 1, settled: () => undefined, areNamesLookedUp: true };
}

describe('The rows of a message', () => {
  it('share the place of a quantity nobody has an id for yet', () => {
    const batch = new Batch(1);
    addMessage(batch, anEntry([{ ts: receivedAt - 1, values: { a: 1, b: true } }, { a: 2 }]), nobodyKnows, noBounds);
    expect(batch.unresolved).toEqual([
      { name: 'a', unit: undefined },
      { name: 'b', unit: undefined },
    ]);
    batch.resolve([11, 12]);
    expect([...batch.readings.quantityIds.subarray(0, 2)]).toEqual([11, 11]);
    expect(batch.texts.map(({ quantityId }) => quantityId)).toEqual([12]);
    expect(batch.unresolved).toEqual([]);
  });

  it.each([
    ['a time of its own', { ts: receivedAt, values: { a: 1 } }, 'timed'],
    ['no time', { a: 1 }, 'untimed'],
    ['an impossible time', { ts: 1, values: { a: 1 } }, 'untimed'],
    ['nothing usable', 'x', 'untimed'],
    ['one part that is not usable', { ts: receivedAt, values: { a: 1, '': 1 } }, 'untimed'],
  ])('hang on the reception or not: %s', (_, payload, added) => {
    expect(addMessage(new Batch(1), anEntry(payload), nobodyKnows, noBounds)).toBe(added);
  });

  it('say since when a device may have new newest values', () => {
    const batch = new Batch(1);
    const backlog = [3, 1, 2].map((second) => ({ ts: receivedAt - second * 1000, values: { a: second } }));
    addMessage(batch, anEntry(backlog), nobodyKnows, noBounds);
    expect([...batch.pendingLatest]).toEqual([[7, (receivedAt - 3000) * 1000]]);
  });

  it('leave out what has too many new names, and say so', () => {
    const { newUnits, pastDays, rejectedBytes } = usualAllowances(time.clock);
    const allowances = new Allowances(new Allowance(2, DAY_MS), newUnits, pastDays, rejectedBytes);
    const batch = new Batch(1);
    addMessage(batch, anEntry({ a: 1, b: 2, c: 3, d: 4 }), nobodyKnows, allowances);
    addMessage(batch, anEntry({ a: 1 }), nobodyKnows, allowances);
    expect(batch.readings.length).toBe(3);
    expect(batch.rejected).toMatchObject([{ code: 'telemetry.too-many-quantities', reasonCount: 2 }]);
    expect(batch.rejected[0]?.reasonsJson).toContain(String(NEW_QUANTITIES_A_DAY));
  });

  it('leave out every unit of a name beyond eight a day, whatever message it comes with', () => {
    const allowances = usualAllowances(time.clock);
    const batch = new Batch(1);
    for (let at = 0; at < 12; at++)
      addMessage(batch, anEntry([{ n: 'a', u: `u${at}`, v: at }]), nobodyKnows, allowances);
    expect(batch.readings.length).toBe(8);
    expect(batch.rejected).toHaveLength(4);
    expect(batch.rejected[0]).toMatchObject({ code: 'telemetry.too-many-quantities' });
  });

  const day = DAY_MS;
  const ofDaysAgo = (...days: readonly number[]) =>
    days.map((ago) => ({ ts: receivedAt - ago * day, values: { load: ago } }));

  it('leave out what is older than readings are kept, and say which time that was', () => {
    const batch = new Batch(1);
    addMessage(batch, anEntry(ofDaysAgo(1, 399, 401, 4_000)), nobodyKnows, usualAllowances(time.clock));
    const positions = ofDaysAgo(400, 402).map(({ ts }) => ({ lat: 52, lon: 21, ts }));
    addMessage(batch, anEntry(positions, { channel: 'location' }), nobodyKnows, usualAllowances(time.clock));
    expect([batch.readings.length, batch.positions.length]).toEqual([2, 1]);
    expect(batch.rejected).toMatchObject([
      { code: 'telemetry.too-old', reasonCount: 2 },
      { code: 'telemetry.too-old', reasonCount: 1 },
    ]);
    expect(batch.rejected[0]?.reasonsJson).toContain(new Date(receivedAt - 4_000 * day).toISOString());
  });

  it('are of 64 past days at most of one message: the first it speaks of', () => {
    const batch = new Batch(1);
    const many = Array.from({ length: 100 }, (_, ago) => ago + 1);
    const allowances = usualAllowances(time.clock);
    expect(addMessage(batch, anEntry(ofDaysAgo(0, ...many)), nobodyKnows, allowances)).toBe('untimed');
    expect(batch.readings.length).toBe(65);
    expect(batch.rejected).toMatchObject([{ code: 'telemetry.too-many-days', reasonCount: 36 }]);
  });

  it('wait, all of a message, for the minute in which its device may store under its days', async () => {
    const clocked = new ManualTime(receivedAt);
    const allowances = usualAllowances(clocked.clock);
    const batch = new Batch(1);
    const add = (days: readonly number[], differences = {}) =>
      addMessage(batch, anEntry(ofDaysAgo(...days), differences), nobodyKnows, allowances);
    const sixty = Array.from({ length: 60 }, (_, ago) => ago + 1);
    expect(add(sixty)).toBe('timed');
    expect(add([0, 1, 60])).toBe('timed');
    expect(add([1, 61, 62, 63, 64, 65])).toBe('waits');
    const positions = ofDaysAgo(61, 62, 63, 64, 65).map(({ ts }) => ({ lat: 52, lon: 21, ts }));
    expect(addMessage(batch, anEntry(positions, { channel: 'location' }), nobodyKnows, allowances)).toBe('waits');
    expect(add([61, 62, 63, 64, 65], { deviceKey: deviceKey(8) })).toBe('timed');
    expect(add([61, 62, 63, 64])).toBe('timed');
    expect([batch.entries.length, batch.readings.length, batch.positions.length]).toEqual([4, 72, 0]);
    await clocked.pass(60_000);
    expect(add([1, 61, 62, 63, 64, 65])).toBe('timed');
    expect(batch.rejected).toEqual([]);
  });

  it('keep a number no sum can hold beside the texts, to the last digit', () => {
    const batch = new Batch(1);
    const values = { a: 1e290, b: 1.7e308, c: -1e291, d: 5e-324 };
    addMessage(batch, anEntry({ values }), nobodyKnows, noBounds);
    expect(batch.readings.length).toBe(2);
    expect(batch.texts.map(({ json }) => Number(json))).toEqual([1.7e308, -1e291]);
  });

  it('hold no payload of a device that sends too much that is not usable', () => {
    const allowances = usualAllowances(time.clock);
    const batch = new Batch(1);
    for (let count = 0; count < 9; count++) addMessage(batch, anEntry('x'.repeat(100_000)), nobodyKnows, allowances);
    const kept = batch.rejected.map(({ payload }) => payload.length);
    expect(kept).toEqual([...Array(8).fill(65_536), 0]);
    expect(batch.rejected.at(-1)?.payloadBytes).toBe(100_000);
  });
});
