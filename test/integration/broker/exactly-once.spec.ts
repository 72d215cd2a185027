import { BrokerWorld, eventually, type RunningBroker, type TestDevice } from './broker-world.js';
import { CONNECT, publishPacket, WireClient } from './wire-client.js';

jest.setTimeout(30_000); // the machine may have other suites to run

describe('a QoS 2 message of a device', () => {
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

  const open = async (clean: boolean) => {
    const client = await WireClient.open(running.ports.mqtt, world.credentials(device.credentials));
    client.send({ ...CONNECT, clean });
    const connack = await client.next('connack');
    return { client, sessionPresent: 'sessionPresent' in connack && connack.sessionPresent };
  };
  const message = (n: number, dup = false) => ({
    ...publishPacket('devices/me/telemetry', `{"ts":${1_790_000_000_000 + n},"values":{"n":${n}}}`, 2, 9),
    dup,
  });
  const cut = async (client: WireClient, count: number) => {
    client.destroy();
    await eventually(async () => (await world.endings(device)).length === count);
  };
  const values = async () => (await world.readings(device)).map(({ value }) => value);

  it('under an identifier that waits is stored when it is no repetition [MQTT-3.3.1-1]', async () => {
    const first = await open(false);
    first.client.send(message(1));
    await first.client.next('pubrec');
    await cut(first.client, 1);
    const second = await open(false);
    expect([first.sessionPresent, second.sessionPresent]).toEqual([false, true]);
    second.client.send(message(2));
    await second.client.next('pubrec');
    second.client.send({ cmd: 'pubrel', messageId: 9 });
    await second.client.next('pubcomp');
    expect(await values()).toEqual([1, 2]);
    second.client.destroy();
  });

  it('is acknowledged and not stored again when it is repeated [MQTT-4.3.3-2]', async () => {
    const first = await open(false);
    first.client.send(message(1));
    await first.client.next('pubrec');
    await cut(first.client, 1);
    const { client } = await open(false);
    client.send(message(2, true)); // of another payload, so that storing it would show
    await client.next('pubrec');
    expect(await values()).toEqual([1]);
    client.destroy();
  });

  it('of a session that was clean leaves no identifier to the next', async () => {
    const first = await open(true);
    first.client.send(message(1));
    await first.client.next('pubrec');
    const second = await open(false); // takes over from the first
    expect(second.sessionPresent).toBe(false);
    second.client.send(message(2, true));
    await second.client.next('pubrec');
    expect(await values()).toEqual([1, 2]);
    second.client.destroy();
  });

  it('or nothing at all: a session that was begun to stay is present afterwards [MQTT-3.2.2-2]', async () => {
    await cut((await open(false)).client, 1);
    const second = await open(false);
    expect(second.sessionPresent).toBe(true);
    await cut(second.client, 2);
    const third = await open(true);
    expect(third.sessionPresent).toBe(false);
    await cut(third.client, 3);
    const fourth = await open(false);
    expect(fourth.sessionPresent).toBe(false);
    fourth.client.destroy();
  });
});
