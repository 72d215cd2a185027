import { connectAsync } from 'mqtt';
import { BrokerWorld, eventually, type RunningBroker, type TestDevice } from './broker-world.js';
import { publishPacket, WireClient } from './wire-client.js';

jest.setTimeout(30_000); // the machine may have other suites to run

describe('a device’s messages', () => {
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
  const open = (of = device, connect = {}) =>
    WireClient.connected(running.ports.mqtt, world.credentials(of.credentials), connect);

  it('are in the database when the PUBACK comes, telemetry and location alike', async () => {
    const client = await connectAsync({
      protocol: 'mqtts',
      host: '127.0.0.1',
      port: running.ports.mqtt,
      servername: 'localhost',
      ...world.credentials(device.credentials),
      reconnectPeriod: 0,
    });
    await client.publishAsync('devices/me/telemetry', '{"voltage":229.4,"on":true}', { qos: 1 });
    expect(await world.readings(device)).toEqual([{ quantity: 'voltage', value: 229.4 }]);
    await client.publishAsync('devices/me/location', '{"lat":52.2,"lon":21.0,"accuracy":8}', { qos: 1 });
    const { rows } = await world.registry.query(
      'SELECT latitude, longitude FROM telemetry.position WHERE device_key = $1',
      [device.key],
    );
    expect(rows).toEqual([{ latitude: 52.2, longitude: 21 }]);
    await client.endAsync();
    expect(await eventually(async () => (await world.endings(device))[0])).toBe('client-disconnect');
  });

  it('are in the database when the PUBREC comes, and stored once whatever is repeated (QoS 2)', async () => {
    const client = await open();
    const publish = publishPacket('devices/me/telemetry', '{"load":43}', 2, 7);
    client.send(publish);
    await client.next('pubrec');
    expect(await world.readings(device)).toEqual([{ quantity: 'load', value: 43 }]);
    client.send({ ...publish, dup: true } as never);
    await client.next('pubrec');
    client.send({ cmd: 'pubrel', messageId: 7 });
    await client.next('pubcomp');
    expect(await world.readings(device)).toHaveLength(1);
    client.destroy();
  });
});
