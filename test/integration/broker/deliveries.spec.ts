import { commandRequestTopic, desiredTopic } from '#libs/mqtt';
import { DeviceBroker } from '../../../apps/broker/src/mqtt/device-broker.js';
import { BrokerWorld, eventually, type RunningBroker, type TestDevice } from './broker-world.js';
import { WireClient } from './wire-client.js';

jest.setTimeout(30_000); // the machine may have other suites to run

/** The messages the platform sends have no sender yet but the broker's own `publish`. */
const publishedBy: DeviceBroker[] = [];
const listen = DeviceBroker.prototype.listen;

describe('messages to a device', () => {
  let world: BrokerWorld;
  let running: RunningBroker;
  let device: TestDevice;
  beforeAll(async () => {
    DeviceBroker.prototype.listen = function capturing(this: DeviceBroker) {
      publishedBy.push(this);
      return listen.call(this);
    };
    world = await BrokerWorld.begin();
    running = await world.startBroker();
  }, 180_000);
  afterAll(async () => {
    DeviceBroker.prototype.listen = listen;
    await world.end();
  }, 60_000);
  beforeEach(async () => {
    device = await world.device();
  });

  const open = (connect = {}, of = device) =>
    WireClient.connected(running.ports.mqtt, world.credentials(of.credentials), connect);
  const subscribe = async (client: WireClient, topic: string, qos: 0 | 1 | 2 = 1) => {
    client.send({ cmd: 'subscribe', messageId: 9, subscriptions: [{ topic, qos }] });
    await client.next('suback');
  };
  const send = (topic: string, payload: string | Buffer, qos: 0 | 1 | 2 = 1) =>
    publishedBy[0]?.publish({ cmd: 'publish', topic, payload, qos, retain: false });
  const isAlive = async (client: WireClient) => {
    client.send({ cmd: 'pingreq' });
    await client.next('pingresp');
  };

  it.each([true, false])('more than a hundred at once arrive all, in order, clean session %s', async (clean) => {
    const client = await open({ clean });
    await subscribe(client, 'devices/me/commands/+/request');
    for (let n = 1; n <= 300; n += 1) send(commandRequestTopic(device.id, String(n)), 'x');
    for (let n = 1; n <= 300; n += 1) {
      const packet = await client.next('publish');
      expect(packet).toMatchObject({ topic: `devices/me/commands/${n}/request`, dup: false });
      client.send({ cmd: 'puback', messageId: ('messageId' in packet && packet.messageId) || 0 });
    }
    await isAlive(client);
    client.destroy();
  });

  it('to one that does not read wait for no other, and end its session alone', async () => {
    const other = await world.device();
    const [frozen, reading] = [await open(), await open({}, other)];
    await subscribe(frozen, 'devices/me/desired');
    await subscribe(reading, 'devices/me/desired');
    frozen.socket.pause();
    const large = Buffer.alloc(4_000_000, 'x');
    for (let n = 0; n < 10; n += 1) send(desiredTopic(device.id), large); // more than the system buffers
    send(desiredTopic(other.id), 'for one that reads');
    await reading.next('publish');
    expect(await world.endings(device)).toEqual([]);
    expect(await eventually(async () => (await world.endings(device))[0])).toBe('not-reading');
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
    for (const topic of [desiredTopic(device.id), commandRequestTopic(device.id, '1')]) {
      send(topic, 'x', sent);
      expect(await client.next('publish')).toMatchObject({ qos });
    }
    client.destroy();
  });

  it.each(['me', 'id'] as const)('come in the form of the subscription after a reconnect, too: %s', async (form) => {
    const prefix = `devices/${form === 'me' ? 'me' : device.id}`;
    const first = await open({ clean: false });
    await subscribe(first, `${prefix}/desired`, 2);
    first.send({ cmd: 'disconnect' });
    await first.closed();
    await eventually(async () => (await world.endings(device)).length > 0);
    send(desiredTopic(device.id), 'meanwhile', 2);
    const second = await open({ clean: false });
    expect(await second.next('publish')).toMatchObject({ topic: `${prefix}/desired`, qos: 2 });
    send(desiredTopic(device.id), 'now');
    expect(await second.next('publish')).toMatchObject({ topic: `${prefix}/desired`, qos: 1 });
    second.destroy();
  });

  it('that are not acknowledged come again with DUP, and a PUBREL in place of what was received [MQTT-4.4.0-1]', async () => {
    const first = await open({ clean: false });
    await subscribe(first, 'devices/me/desired', 2);
    send(desiredTopic(device.id), 'one', 1);
    send(desiredTopic(device.id), 'two', 2);
    await first.next('publish');
    const two = await first.next('publish');
    const messageId = ('messageId' in two && two.messageId) || 0;
    first.send({ cmd: 'pubrec', messageId });
    await first.next('pubrel');
    first.destroy();
    await eventually(async () => (await world.endings(device)).length > 0);
    const second = await open({ clean: false });
    expect(await second.next('publish')).toMatchObject({ payload: Buffer.from('one'), dup: true });
    expect(await second.next('pubrel')).toMatchObject({ messageId });
    second.send({ cmd: 'pubcomp', messageId });
    await isAlive(second);
    second.destroy();
  });
});
