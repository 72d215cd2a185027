import { commandRequestTopic, desiredTopic } from '#libs/mqtt';
import { eventually } from './broker-world.js';
import { aSendingBroker } from './sending-broker.js';
import type { WireClient } from './wire-client.js';

jest.setTimeout(30_000); // the machine may have other suites to run

describe('messages to a device', () => {
  const broker = aSendingBroker();
  const { open, send, isAlive } = broker;
  const subscribe = (client: WireClient, topic: string, qos: 0 | 1 | 2 = 1) => broker.subscribe(client, [topic], qos);

  it.each([true, false])('more than a hundred at once arrive all, in order, clean session %s', async (clean) => {
    const client = await open({ clean });
    await subscribe(client, 'devices/me/commands/+/request');
    for (let n = 1; n <= 300; n += 1) void send(commandRequestTopic(broker.device.id, String(n)), 'x');
    for (let n = 1; n <= 300; n += 1) {
      const packet = await client.next('publish');
      expect(packet).toMatchObject({ topic: `devices/me/commands/${n}/request`, dup: false });
      client.send({ cmd: 'puback', messageId: ('messageId' in packet && packet.messageId) || 0 });
    }
    await isAlive(client);
    client.destroy();
  });

  it('to one that does not read wait for no other, and end its session alone', async () => {
    const other = await broker.world.device();
    const [frozen, reading] = [await open(), await open({}, other)];
    await subscribe(frozen, 'devices/me/desired');
    await subscribe(reading, 'devices/me/desired');
    frozen.socket.pause();
    const large = Buffer.alloc(4_000_000, 'x');
    for (let n = 0; n < 10; n += 1) void send(desiredTopic(broker.device.id), large); // more than the system buffers
    void send(desiredTopic(other.id), 'for one that reads');
    await reading.next('publish');
    expect(await broker.world.endings(broker.device)).toEqual([]);
    expect(await eventually(async () => (await broker.world.endings(broker.device))[0])).toBe('not-reading');
    await isAlive(reading);
    reading.destroy();
    frozen.destroy();
  });

  it.each([
    [2, 1, 1],
    [2, 2, 2],
    [1, 2, 1],
    [2, 0, 0],
    [0, 2, 0],
  ] as const)('of QoS %d come to a subscription of QoS %d with QoS %d [MQTT-3.8.4-6]', async (sent, asked, qos) => {
    const client = await open();
    for (const filter of ['devices/me/desired', 'devices/me/commands/+/request'])
      await subscribe(client, filter, asked);
    for (const topic of [desiredTopic(broker.device.id), commandRequestTopic(broker.device.id, '1')]) {
      void send(topic, 'x', sent);
      expect(await client.next('publish')).toMatchObject({ qos });
    }
    client.destroy();
  });

  it.each(['me', 'id'] as const)('come in the form of the subscription after a reconnect, too: %s', async (form) => {
    const prefix = `devices/${form === 'me' ? 'me' : broker.device.id}`;
    const first = await open({ clean: false });
    await subscribe(first, `${prefix}/desired`, 2);
    first.send({ cmd: 'disconnect' });
    await first.closed();
    await eventually(async () => (await broker.world.endings(broker.device)).length > 0);
    void send(desiredTopic(broker.device.id), 'meanwhile', 2);
    const second = await open({ clean: false });
    expect(await second.next('publish')).toMatchObject({ topic: `${prefix}/desired`, qos: 2 });
    void send(desiredTopic(broker.device.id), 'now');
    expect(await second.next('publish')).toMatchObject({ topic: `${prefix}/desired`, qos: 1 });
    second.destroy();
  });

  it('that are not acknowledged come again with DUP, and a PUBREL in place of what was received [MQTT-4.4.0-1]', async () => {
    const first = await open({ clean: false });
    await subscribe(first, 'devices/me/desired', 2);
    void send(desiredTopic(broker.device.id), 'one', 1);
    void send(desiredTopic(broker.device.id), 'two', 2);
    await first.next('publish');
    const two = await first.next('publish');
    const messageId = ('messageId' in two && two.messageId) || 0;
    first.send({ cmd: 'pubrec', messageId });
    await first.next('pubrel');
    first.destroy();
    await eventually(async () => (await broker.world.endings(broker.device)).length > 0);
    const second = await open({ clean: false });
    expect(await second.next('publish')).toMatchObject({ payload: Buffer.from('one'), dup: true });
    expect(await second.next('pubrel')).toMatchObject({ messageId });
    second.send({ cmd: 'pubcomp', messageId });
    await isAlive(second);
    second.destroy();
  });
});
