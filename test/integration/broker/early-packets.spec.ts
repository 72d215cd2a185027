import { generate } from 'mqtt-packet';
import { BrokerWorld, eventually, type RunningBroker, type TestDevice } from './broker-world.js';
import { CONNECT, publishPacket, WireClient } from './wire-client.js';

jest.setTimeout(30_000); // the machine may have other suites to run

describe('what a device sent before it left', () => {
  let world: BrokerWorld;
  let running: RunningBroker;
  let device: TestDevice;
  beforeAll(async () => {
    world = await BrokerWorld.begin();
    running = await world.startBroker();
  }, 180_000);
  afterAll(() => world.end(), 60_000);
  beforeEach(async () => {
    device = await world.device();
  });

  const shake = () => WireClient.open(running.ports.mqtt, world.credentials(device.credentials));
  const ending = () => eventually(async () => (await world.endings(device))[0]);
  const message = (n: number, qos: 0 | 1 | 2) =>
    generate(publishPacket('devices/me/telemetry', `{"ts":${1_790_000_000_000 + n},"values":{"n":${n}}}`, qos, n + 1));
  const isStored = (count: number) => eventually(async () => (await world.readings(device)).length === count);
  const DISCONNECT = generate({ cmd: 'disconnect' });

  it.each([0, 1, 2] as const)(
    'is stored with QoS %d, also in one write with CONNECT, DISCONNECT and FIN',
    async (qos) => {
      const client = await shake();
      client.socket.end(Buffer.concat([generate(CONNECT), message(1, qos), message(2, qos), DISCONNECT]));
      await isStored(2);
      expect(await ending()).toBe('client-disconnect');
      expect(await world.attempts('handshake-abandoned', device)).toEqual([]);
    },
  );

  it('is stored when it left without DISCONNECT, with its will, and so told', async () => {
    const client = await shake();
    const will = { topic: 'devices/me/telemetry', payload: Buffer.from('{"gone":1}'), qos: 0, retain: false } as const;
    client.socket.end(Buffer.concat([generate({ ...CONNECT, will }), message(1, 0)]));
    await isStored(2);
    expect(await ending()).toBe('connection-closed');
  });

  it('is not stored behind its DISCONNECT, and neither is its will then [MQTT-3.1.2-10]', async () => {
    const client = await shake();
    const will = { topic: 'devices/me/telemetry', payload: Buffer.from('{"gone":1}'), qos: 0, retain: false } as const;
    client.socket.end(Buffer.concat([generate({ ...CONNECT, will }), message(1, 0), DISCONNECT, message(2, 0)]));
    expect(await ending()).toBe('client-disconnect');
    await isStored(1);
  });

  it('is not stored of a CONNECT that is refused', async () => {
    const client = await shake();
    const will = { topic: 'sensors/1', payload: Buffer.from('{}'), qos: 0, retain: false } as const;
    client.socket.end(Buffer.concat([generate({ ...CONNECT, will }), message(1, 0), DISCONNECT]));
    await eventually(async () => (await world.attempts('will-refused', device)).length > 0);
    expect([await world.readings(device), await world.endings(device)]).toEqual([[], []]);
  });

  it('is stored in twelve short sessions one after the other, each of them told', async () => {
    for (let n = 1; n <= 12; n += 1) {
      const client = await shake();
      client.send(CONNECT);
      await client.next('connack');
      client.socket.end(Buffer.concat([message(n, 0), DISCONNECT]));
      await client.closed();
    }
    await isStored(12);
    expect(await eventually(async () => (await world.endings(device)).length === 12 && world.endings(device))).toEqual(
      Array(12).fill('client-disconnect'),
    );
    expect(await world.attempts('handshake-abandoned', device)).toEqual([]);
  });
});
