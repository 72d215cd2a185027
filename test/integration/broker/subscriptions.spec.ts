import { commandRequestTopic, desiredTopic } from '#libs/mqtt';
import { DeviceBroker } from '../../../apps/broker/src/mqtt/device-broker.js';
import { BrokerWorld, eventually, type RunningBroker, type TestDevice } from './broker-world.js';
import { WireClient } from './wire-client.js';

jest.setTimeout(30_000); // the machine may have other suites to run

/** The messages the platform sends have no sender yet but the broker's own `publish`. */
const publishedBy: DeviceBroker[] = [];
const listen = DeviceBroker.prototype.listen;

describe('a device’s subscriptions', () => {
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
  const subscribe = async (client: WireClient, ...filters: string[]) => {
    client.send({
      cmd: 'subscribe',
      messageId: 9,
      subscriptions: filters.map((topic) => ({ topic, qos: 1 as const })),
    });
    const suback = await client.next('suback');
    return 'granted' in suback ? suback.granted : [];
  };
  const send = (topic: string, payload: string) =>
    new Promise<void>((resolve) => {
      publishedBy[0]?.publish({ cmd: 'publish', topic, payload, qos: 1, retain: false }, () => resolve());
    });

  it.each(['me', 'id'] as const)('are delivered in the form they were written in: %s', async (form) => {
    const prefix = `devices/${form === 'me' ? 'me' : device.id}`;
    const client = await open();
    expect(await subscribe(client, `${prefix}/commands/+/request`, `${prefix}/desired`)).toEqual([1, 1]);
    await send(commandRequestTopic(device.id, '17'), 'reboot');
    expect(await client.next('publish')).toMatchObject({ topic: `${prefix}/commands/17/request` });
    await send(desiredTopic(device.id), '{}');
    expect(await client.next('publish')).toMatchObject({ topic: `${prefix}/desired` });
    client.destroy();
  });

  it('end with UNSUBSCRIBE in either form', async () => {
    const client = await open();
    await subscribe(client, 'devices/me/desired');
    client.send({ cmd: 'unsubscribe', messageId: 3, unsubscriptions: ['devices/me/desired'] });
    await client.next('unsuback');
    await send(desiredTopic(device.id), '{}');
    client.send({ cmd: 'pingreq' });
    await client.next('pingresp');
    client.destroy();
  });

  it('reach no other device', async () => {
    const other = await world.device();
    const [mine, theirs] = [await open(), await open({}, other)];
    await subscribe(mine, 'devices/me/desired');
    await subscribe(theirs, 'devices/me/desired');
    await send(desiredTopic(device.id), 'for one');
    await mine.next('publish');
    theirs.send({ cmd: 'pingreq' });
    await theirs.next('pingresp');
    mine.destroy();
    theirs.destroy();
  });

  it.each([
    ['another device’s', 'devices/0198a7f2-6f2c-7c1a-9e55-0c5f7a3b1d10/desired'],
    ['everything', '#'],
    ['the server’s', '$SYS/#'],
    ['a shared one', '$share/g/devices/me/desired'],
    ['its own telemetry', 'devices/me/telemetry'],
  ])('to %s are refused with 0x80, recorded, and the session goes on (§3.9.3)', async (_, filter) => {
    const client = await open();
    expect(await subscribe(client, 'devices/me/desired', filter)).toEqual([1, 128]);
    const [recorded] = await eventually(async () => {
      const rows = await world.attempts('subscription-refused', device);
      return rows.length > 0 && rows;
    });
    expect(recorded?.detail).toContain(filter);
    client.send({ cmd: 'pingreq' });
    await client.next('pingresp');
    client.destroy();
  });

  it('get one return code a filter, in order, also when filters are repeated [MQTT-3.8.4-5]', async () => {
    const client = await open();
    const filters = ['devices/me/desired', '#', 'devices/me/desired', `devices/${device.id}/desired`, '#'];
    expect(await subscribe(client, ...filters)).toEqual([1, 128, 1, 1, 128]);
    await send(desiredTopic(device.id), '{}');
    await client.next('publish');
    client.send({ cmd: 'pingreq' });
    await client.next('pingresp');
    client.destroy();
  });

  it.each(['devices/me/#/x', 'devices/me/desired#', 'devices/me/comm+/request', 'a/b+', '#/a', ''])(
    'with the malformed filter "%s" end the connection [MQTT-4.8.0-1]',
    async (filter) => {
      const client = await open();
      client.send({ cmd: 'subscribe', messageId: 9, subscriptions: [{ topic: filter, qos: 0 }] });
      await client.closed();
      expect(await eventually(async () => (await world.endings(device))[0])).toBe('protocol-error');
      await eventually(async () => (await world.attempts('protocol-error', device)).length > 0);
    },
  );

  it('of a session that is kept get what came meanwhile, the newest, as many as are kept', async () => {
    const first = await open({ clean: false });
    expect(await subscribe(first, 'devices/me/commands/+/request', '#')).toEqual([1, 128]);
    first.send({ cmd: 'disconnect' });
    await eventually(async () => (await world.presence(device))?.state === 'disconnected');
    for (let n = 1; n <= 8; n += 1) await send(commandRequestTopic(device.id, String(n)), `command ${n}`);
    const second = await open({ clean: false });
    const topics: string[] = [];
    for (let n = 0; n < 5; n += 1) {
      const packet = await second.next('publish');
      if (packet.cmd !== 'publish') throw new Error('A PUBLISH was expected.');
      topics.push(packet.topic);
      second.send({ cmd: 'puback', messageId: packet.messageId ?? 0 });
    }
    expect(topics).toEqual([4, 5, 6, 7, 8].map((n) => `devices/me/commands/${n}/request`));
    second.send({ cmd: 'pingreq' });
    await second.next('pingresp');
    second.destroy();
  });

  it('and all else of a session are gone when a clean one begins [MQTT-3.1.2-6]', async () => {
    const first = await open({ clean: false });
    await subscribe(first, 'devices/me/desired');
    first.send({ cmd: 'disconnect' });
    await eventually(async () => (await world.presence(device))?.state === 'disconnected');
    (await open({ clean: true })).destroy();
    await eventually(async () => (await world.endings(device)).length === 2);
    const third = await open({ clean: false });
    await send(desiredTopic(device.id), '{}');
    third.send({ cmd: 'pingreq' });
    await third.next('pingresp');
    third.destroy();
  });
});
