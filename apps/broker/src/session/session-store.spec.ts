import { SessionStore } from './session-store.js';

const id = '0198a7f2-6f2c-7c1a-9e55-0c5f7a3b1d10';
const other = '0198a7f2-6f2c-7c1a-9e55-0c5f7a3b1d11';
const commands = (of = id) => `devices/${of}/commands/+/request`;
const message = (n: number, of = id) => ({
  cmd: 'publish',
  topic: `devices/${of}/commands/${n}/request`,
  brokerId: 'b',
  brokerCounter: n,
});

describe('SessionStore', () => {
  let now: number;
  let store: SessionStore;
  beforeEach(() => {
    now = 0;
    const limits = { queuedMessages: 3, inboundExactlyOnce: 2, sessions: 2, expiryMs: 1_000 };
    store = new SessionStore(limits, () => now);
  });
  const queued = async (of = id) => store.outgoingStream({ id: of }).toArray();

  it('keeps of the filters it is given only those the device may have', async () => {
    await store.addSubscriptions({ id }, [
      { topic: commands(), qos: 1 },
      { topic: 'filter/1', qos: 1 },
      { topic: commands(other), qos: 1 },
      { topic: 'devices/me/desired', qos: 1 },
    ]);
    expect(await store.subscriptionsByClient({ id })).toEqual([{ topic: commands(), qos: 1 }]);
  });

  it.each([
    [`devices/${id}/commands/17/request`, 1],
    [`devices/${id}/desired`, 0],
    [`devices/${other}/commands/17/request`, 0],
    ['$SYS/x/heartbeat', 0],
    ['x', 0],
  ])('finds for %s %d session(s) with a subscription above QoS 0', async (topic, count) => {
    await store.addSubscriptions({ id }, [
      { topic: commands(), qos: 1 },
      { topic: `devices/${id}/desired`, qos: 0 },
    ]);
    expect(await store.subscriptionsByTopic(topic)).toHaveLength(count);
  });

  it('keeps the newest messages of a full queue and counts what it dropped', async () => {
    for (let n = 1; n <= 5; n += 1) await store.outgoingEnqueue({ clientId: id }, message(n));
    expect(await queued()).toMatchObject([{ brokerCounter: 3 }, { brokerCounter: 4 }, { brokerCounter: 5 }]);
    expect(store.dropped).toBe(2);
  });

  it('marks what is sent again as DUP [MQTT-3.3.1-1], and forgets what was acknowledged', async () => {
    for (const n of [1, 2]) await store.outgoingEnqueue({ clientId: id }, message(n));
    await store.outgoingUpdate({ id }, { ...message(1), messageId: 9 });
    expect(await queued()).toMatchObject([{ messageId: 9, dup: true }, { brokerCounter: 2 }]);
    expect((await queued())[1]).not.toHaveProperty('dup');
    await store.outgoingClearMessageId({ id }, { cmd: 'puback', topic: '', messageId: 9 });
    expect(await queued()).toHaveLength(1);
    await expect(store.outgoingUpdate({ id }, { ...message(7), messageId: 1 })).rejects.toThrow('no such packet');
  });

  it('remembers QoS 2 messages by number alone, and no more than allowed', async () => {
    await store.incomingStorePacket({ id }, { messageId: 1 });
    await store.incomingStorePacket({ id }, { messageId: 1 });
    await store.incomingStorePacket({ id }, { messageId: 2 });
    expect(store.hasIncoming(id, 1)).toBe(true);
    await expect(store.incomingStorePacket({ id }, { messageId: 3 })).rejects.toThrow('More than 2');
    await store.incomingDelPacket({ id }, { messageId: 1 });
    expect(store.hasIncoming(id, 1)).toBe(false);
    await expect(store.incomingDelPacket({ id }, { messageId: 1 })).rejects.toThrow('no such packet');
    await expect(store.incomingGetPacket({ id: other }, { messageId: 2 })).rejects.toThrow('no such packet');
  });

  it('forgets the session of a clean connection when it ends, and at the beginning of the next [MQTT-3.1.2-6]', async () => {
    await store.incomingStorePacket({ id }, { messageId: 1 });
    store.left(id, true);
    expect(store.size).toBe(0);
    await store.addSubscriptions({ id }, [{ topic: commands(), qos: 1 }]);
    await store.cleanSubscriptions({ id });
    expect(store.size).toBe(0);
  });

  it('forgets sessions of devices that are away for too long, and of no other', async () => {
    for (const each of [id, other]) await store.addSubscriptions({ id: each }, [{ topic: commands(each), qos: 1 }]);
    store.left(id, false);
    now = 999;
    store.expire();
    expect(store.size).toBe(2);
    now = 1_000;
    store.expire();
    expect(await store.subscriptionsByClient({ id })).toEqual([]);
    expect(await store.subscriptionsByClient({ id: other })).toHaveLength(1);
  });

  it('keeps the session of a device that came back', async () => {
    await store.addSubscriptions({ id }, [{ topic: commands(), qos: 1 }]);
    store.left(id, false);
    store.arrived(id);
    now = 5_000;
    store.expire();
    expect(store.size).toBe(1);
  });

  it('lets the session go of the device that has been away longest when there are too many', async () => {
    const ids = [0, 1, 2].map((n) => `0198a7f2-6f2c-7c1a-9e55-0c5f7a3b1d2${n}`);
    for (const each of ids) await store.addSubscriptions({ id: each }, [{ topic: commands(each), qos: 1 }]);
    for (const each of [1, 0, 2]) store.left(ids[each] as string, false);
    expect(
      await Promise.all(ids.map(async (each) => (await store.subscriptionsByClient({ id: each })).length)),
    ).toEqual([1, 0, 1]);
  });
});
