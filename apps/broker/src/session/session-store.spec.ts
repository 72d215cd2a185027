import { type DeviceId, deviceId } from '#libs/kernel';
import { decideSubscribe } from '#libs/mqtt';
import { SessionStore } from './session-store.js';

const id = deviceId('0198a7f2-6f2c-7c1a-9e55-0c5f7a3b1d10');
const other = deviceId('0198a7f2-6f2c-7c1a-9e55-0c5f7a3b1d11');
const message = (n: number) => ({
  topic: `devices/${id}/commands/${n}/request`,
  payload: Buffer.alloc(0),
  qos: 1 as const,
});

describe('SessionStore', () => {
  let now: number;
  let store: SessionStore;
  beforeEach(() => {
    now = 0;
    const limits = { queuedMessages: 3, inboundExactlyOnce: 2, sessions: 2, expiryMs: 1_000 };
    store = new SessionStore(limits, () => now);
  });
  const subscribe = (filter: string, qos: 0 | 1 | 2 = 1, of: DeviceId = id) => {
    const decision = decideSubscribe(of, filter);
    if (!decision.allowed) throw new Error(decision.reason);
    store.subscribe(of, decision, qos);
  };
  const isPresent = async (of: DeviceId = id) => (await store.subscriptionsByClient({ id: of })).length > 0;

  it.each([
    [`devices/${id}/commands/17/request`, { qos: 1, form: 'me' }],
    [`devices/${id}/desired`, { qos: 2, form: 'id' }],
    [`devices/${other}/commands/17/request`, undefined],
    [`other/${id}/desired`, undefined],
    ['$SYS/x/heartbeat', undefined],
    ['x', undefined],
  ])('finds for %s the subscription %j', (topic, subscription) => {
    subscribe('devices/me/commands/+/request');
    subscribe(`devices/${id}/desired`, 2);
    expect(store.subscriptionTo(topic)?.subscription).toEqual(subscription);
    store.unsubscribe(id, [`devices/${id}/commands/+/request`, `devices/${id}/desired`]);
    expect(store.subscriptionTo(topic)).toBeUndefined();
  });

  it('has the later of two subscriptions to one filter count [MQTT-3.8.4-3]', () => {
    subscribe('devices/me/desired', 2);
    subscribe(`devices/${id}/desired`, 0);
    expect(store.subscriptionTo(`devices/${id}/desired`)?.subscription).toEqual({ qos: 0, form: 'id' });
  });

  it('says that a session is present when it was begun to stay, be there anything in it or not [MQTT-3.2.2-2]', async () => {
    store.begin(id, false);
    store.left(id);
    expect([await isPresent(), await isPresent(other)]).toEqual([true, false]);
  });

  it('says that none is present after a clean one, at its beginning and at its end [MQTT-3.1.2-6]', async () => {
    store.begin(id, false);
    await store.incomingStorePacket({ id }, { messageId: 1 });
    store.begin(id, true);
    expect([await isPresent(), store.hasIncoming(id, 1)]).toEqual([false, false]);
    await store.incomingStorePacket({ id }, { messageId: 1 });
    subscribe('devices/me/desired');
    expect(await isPresent()).toBe(false);
    store.left(id);
    expect(store.size).toBe(0);
  });

  it('lets nothing of a clean session stay for the one that follows', async () => {
    store.begin(id, true);
    await store.incomingStorePacket({ id }, { messageId: 1 });
    store.begin(id, false);
    expect(store.hasIncoming(id, 1)).toBe(false);
  });

  it('keeps the newest messages of a full queue and counts what it dropped', () => {
    store.begin(id, false);
    for (let n = 1; n <= 5; n += 1) store.enqueue(id, message(n));
    expect(store.outgoing(id)?.next(9)).toMatchObject({ message: { topic: message(3).topic } });
    expect(store.dropped).toBe(2);
  });

  it('keeps no more of a device that went than may wait, sent or not', () => {
    store.begin(id, false);
    for (const n of [1, 2]) store.enqueue(id, message(n));
    while (store.outgoing(id)?.next(9));
    for (const n of [3, 4]) store.enqueue(id, message(n));
    store.left(id);
    expect([store.outgoing(id)?.size, store.dropped]).toEqual([3, 1]);
    store.enqueue(id, message(5));
    expect([store.outgoing(id)?.size, store.dropped]).toEqual([3, 2]);
  });

  it('remembers QoS 2 messages by number alone, and no more than allowed', async () => {
    for (const messageId of [1, 1, 2]) await store.incomingStorePacket({ id }, { messageId });
    expect(store.hasIncoming(id, 1)).toBe(true);
    await expect(store.incomingStorePacket({ id }, { messageId: 3 })).rejects.toThrow('More than 2');
    await store.incomingDelPacket({ id }, { messageId: 1 });
    expect(store.hasIncoming(id, 1)).toBe(false);
    await expect(store.incomingDelPacket({ id }, { messageId: 1 })).rejects.toThrow('no such packet');
    await expect(store.incomingGetPacket({ id: other }, { messageId: 2 })).rejects.toThrow('no such packet');
  });

  it('forgets sessions of devices that are away for too long, and of no other', async () => {
    for (const each of [id, other]) store.begin(each, false);
    store.left(id);
    now = 999;
    store.expire();
    expect(store.size).toBe(2);
    now = 1_000;
    store.expire();
    expect([await isPresent(), await isPresent(other)]).toEqual([false, true]);
  });

  it('keeps the session of a device that came back', () => {
    store.begin(id, false);
    store.left(id);
    store.begin(id, false);
    now = 5_000;
    store.expire();
    expect(store.size).toBe(1);
  });

  it('lets the session go of the device that has been away longest when there are too many', async () => {
    const ids = [0, 1, 2].map((n) => deviceId(`0198a7f2-6f2c-7c1a-9e55-0c5f7a3b1d2${n}`));
    for (const each of ids) store.begin(each, false);
    for (const each of [1, 0, 2]) store.left(ids[each] as DeviceId);
    expect(await Promise.all(ids.map(isPresent))).toEqual([true, false, true]);
    expect(store.forgotten).toBe(1);
  });

  it('lets no session go because many devices are here', async () => {
    const here = [0, 1, 2].map((n) => deviceId(`0198a7f2-6f2c-7c1a-9e55-0c5f7a3b1d2${n}`));
    for (const each of [...here, id]) store.begin(each, false);
    store.left(id);
    expect([await isPresent(), store.forgotten]).toEqual([true, 0]);
  });
});
