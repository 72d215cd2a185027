import { commandRequestTopic, desiredTopic } from '#libs/mqtt';
import { eventually } from './broker-world.js';
import { aSendingBroker } from './sending-broker.js';
import type { WireClient } from './wire-client.js';

jest.setTimeout(30_000); // the machine may have other suites to run

describe('a device’s subscriptions', () => {
  const broker = aSendingBroker();
  const { open, send, isAlive } = broker;
  const subscribe = (client: WireClient, ...filters: string[]) => broker.subscribe(client, filters);

  it.each(['me', 'id'] as const)('are delivered in the form they were written in: %s', async (form) => {
    const prefix = `devices/${form === 'me' ? 'me' : broker.device.id}`;
    const client = await open();
    expect(await subscribe(client, `${prefix}/commands/+/request`, `${prefix}/desired`)).toEqual([1, 1]);
    await send(commandRequestTopic(broker.device.id, '17'), 'reboot');
    expect(await client.next('publish')).toMatchObject({ topic: `${prefix}/commands/17/request` });
    await send(desiredTopic(broker.device.id), '{}');
    expect(await client.next('publish')).toMatchObject({ topic: `${prefix}/desired` });
    client.destroy();
  });

  it('end with UNSUBSCRIBE in either form', async () => {
    const client = await open();
    await subscribe(client, 'devices/me/desired');
    client.send({ cmd: 'unsubscribe', messageId: 3, unsubscriptions: ['devices/me/desired'] });
    await client.next('unsuback');
    await send(desiredTopic(broker.device.id), '{}');
    await isAlive(client);
    client.destroy();
  });

  it('reach no other device', async () => {
    const other = await broker.world.device();
    const [mine, theirs] = [await open(), await open({}, other)];
    await subscribe(mine, 'devices/me/desired');
    await subscribe(theirs, 'devices/me/desired');
    await send(desiredTopic(broker.device.id), 'for one');
    await mine.next('publish');
    await isAlive(theirs);
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
      const rows = await broker.world.attempts('subscription-refused', broker.device);
      return rows.length > 0 && rows;
    });
    expect(recorded?.detail).toContain(filter);
    await isAlive(client);
    client.destroy();
  });

  it('get one return code a filter, in order, also when filters are repeated [MQTT-3.8.4-5]', async () => {
    const client = await open();
    const filters = ['devices/me/desired', '#', 'devices/me/desired', `devices/${broker.device.id}/desired`, '#'];
    expect(await subscribe(client, ...filters)).toEqual([1, 128, 1, 1, 128]);
    await send(desiredTopic(broker.device.id), '{}');
    await client.next('publish');
    await isAlive(client);
    client.destroy();
  });

  it.each(['devices/me/#/x', 'devices/me/desired#', 'devices/me/comm+/request', 'a/b+', '#/a', ''])(
    'with the malformed filter "%s" end the connection [MQTT-4.8.0-1]',
    async (filter) => {
      const client = await open();
      client.send({ cmd: 'subscribe', messageId: 9, subscriptions: [{ topic: filter, qos: 0 }] });
      await client.closed();
      expect(await eventually(async () => (await broker.world.endings(broker.device))[0])).toBe('protocol-error');
      await eventually(async () => (await broker.world.attempts('protocol-error', broker.device)).length > 0);
    },
  );

  it('of a session that is kept get what came meanwhile, the newest, as many as are kept', async () => {
    const first = await open({ clean: false });
    expect(await subscribe(first, 'devices/me/commands/+/request', '#')).toEqual([1, 128]);
    first.send({ cmd: 'disconnect' });
    await eventually(async () => (await broker.world.presence(broker.device))?.state === 'disconnected');
    for (let n = 1; n <= 8; n += 1) await send(commandRequestTopic(broker.device.id, String(n)), `command ${n}`);
    const second = await open({ clean: false });
    const topics: string[] = [];
    for (let n = 0; n < 5; n += 1) {
      const packet = await second.next('publish');
      if (packet.cmd !== 'publish') throw new Error('A PUBLISH was expected.');
      topics.push(packet.topic);
      second.send({ cmd: 'puback', messageId: packet.messageId ?? 0 });
    }
    expect(topics).toEqual([4, 5, 6, 7, 8].map((n) => `devices/me/commands/${n}/request`));
    await isAlive(second);
    second.destroy();
  });

  it('and all else of a session are gone when a clean one begins [MQTT-3.1.2-6]', async () => {
    const first = await open({ clean: false });
    await subscribe(first, 'devices/me/desired');
    first.send({ cmd: 'disconnect' });
    await eventually(async () => (await broker.world.presence(broker.device))?.state === 'disconnected');
    (await open({ clean: true })).destroy();
    await eventually(async () => (await broker.world.endings(broker.device)).length === 2);
    const third = await open({ clean: false });
    await send(desiredTopic(broker.device.id), '{}');
    await isAlive(third);
    third.destroy();
  });
});
