import { deviceKey } from '#libs/kernel';
import { Allowance, NEW_QUANTITIES_A_DAY, noBounds, usualAllowances } from './allowance.js';
import { Batch } from './batch.js';
import type { InboundMessage } from './inbound-message.js';
import { addMessage } from './message-rows.js';

const nobodyKnows = { idOf: () => undefined };
const receivedAt = Date.UTC(2026, 10, 21, 12);

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
  return { message, identifier: 1, settled: () => undefined };
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
    ['a time of its own', { ts: receivedAt, values: { a: 1 } }, false],
    ['no time', { a: 1 }, true],
    ['an impossible time', { ts: 1, values: { a: 1 } }, true],
    ['nothing usable', 'x', true],
    ['one part that is not usable', { ts: receivedAt, values: { a: 1, '': 1 } }, true],
  ])('hang on the reception or not: %s', (_, payload, depends) => {
    expect(addMessage(new Batch(1), anEntry(payload), nobodyKnows, noBounds)).toBe(depends);
  });

  it('say since when a device may have new newest values', () => {
    const batch = new Batch(1);
    const backlog = [3, 1, 2].map((second) => ({ ts: receivedAt - second * 1000, values: { a: second } }));
    addMessage(batch, anEntry(backlog), nobodyKnows, noBounds);
    expect([...batch.owed]).toEqual([[7, (receivedAt - 3000) * 1000]]);
  });

  it('leave out what has too many new names, and say so', () => {
    const allowances = { ...usualAllowances(), newQuantities: new Allowance(2, 86_400_000) };
    const batch = new Batch(1);
    addMessage(batch, anEntry({ a: 1, b: 2, c: 3, d: 4 }), nobodyKnows, allowances);
    addMessage(batch, anEntry({ a: 1 }), nobodyKnows, allowances);
    expect(batch.readings.length).toBe(3);
    expect(batch.rejected).toMatchObject([{ code: 'telemetry.too-many-quantities', reasonCount: 2 }]);
    expect(batch.rejected[0]?.reasonsJson).toContain(String(NEW_QUANTITIES_A_DAY));
  });

  it('hold no payload of a device that sends too much that is not usable', () => {
    const allowances = usualAllowances();
    const batch = new Batch(1);
    for (let count = 0; count < 9; count++) addMessage(batch, anEntry('x'.repeat(100_000)), nobodyKnows, allowances);
    const kept = batch.rejected.map(({ payload }) => payload.length);
    expect(kept).toEqual([...Array(8).fill(65_536), 0]);
    expect(batch.rejected.at(-1)?.payloadBytes).toBe(100_000);
  });
});
