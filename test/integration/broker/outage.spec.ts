import { EmbeddedTestDatabase } from '#libs/testing';
import { BrokerWorld, eventually, type RunningBroker, type TestDevice } from './broker-world.js';
import { CONNECT, publishPacket, WireClient } from './wire-client.js';

// A server of somebody else's is not ours to kill.
const describeEmbedded = process.env.TEST_DATABASE_URL ? describe.skip : describe;

describeEmbedded('while the database is away', () => {
  let world: BrokerWorld;
  let running: RunningBroker;
  let device: TestDevice;
  beforeAll(async () => {
    world = await BrokerWorld.begin(() => EmbeddedTestDatabase.start());
    running = await world.startBroker({ reconcileMs: 100 });
  }, 180_000);
  afterAll(() => world.end(), 60_000);
  beforeEach(async () => {
    device = await world.device();
  });
  const database = () => {
    if (world.database instanceof EmbeddedTestDatabase) return world.database;
    throw new Error('The embedded database was expected.');
  };
  const open = (of = device, at = running) => WireClient.connected(at.ports.mqtt, world.credentials(of.credentials));

  it('nothing is acknowledged; when it is back, what waited is stored once and acknowledged', async () => {
    const client = await open();
    await database().kill('SIGKILL');
    client.send(publishPacket('devices/me/telemetry', '{"ts":1790000000000,"values":{"x":1}}', 1, 1));
    client.send(publishPacket('devices/me/telemetry', '{"ts":1790000000001,"values":{"x":2}}', 2, 2));
    await new Promise((resolve) => setTimeout(resolve, 1_000));
    expect(client.silent).toBe(true);
    await database().restart();
    const answers = [
      await client.next('puback').catch(() => undefined),
      await client.next('pubrec').catch(() => undefined),
    ];
    expect(answers).toMatchObject([{ messageId: 1 }, { messageId: 2 }]);
    expect(await world.readings(device)).toEqual([
      { quantity: 'x', value: 1 },
      { quantity: 'x', value: 2 },
    ]);
    client.destroy();
  }, 60_000);

  it('a device whose PINGREQ lies behind its message is not said to be silent', async () => {
    const client = await WireClient.connected(running.ports.mqtt, world.credentials(device.credentials), {
      keepalive: 1,
    });
    await database().kill('SIGKILL');
    client.send(publishPacket('devices/me/telemetry', '{"x":1}'), { cmd: 'pingreq' });
    await new Promise((resolve) => setTimeout(resolve, 4_000));
    expect(client.isOpen).toBe(true);
    await database().restart();
    await client.next('pingresp').catch(() => undefined);
    await client.next('puback').catch(() => undefined);
    client.destroy();
    await eventually(async () => (await world.readings(device)).length === 1);
  }, 60_000);

  it('devices that come are told to come again: return code 3, and the cause is recorded afterwards', async () => {
    await database().kill('SIGKILL');
    const client = await WireClient.open(running.ports.mqtt, world.credentials(device.credentials));
    client.send(CONNECT);
    expect(await client.next('connack')).toMatchObject({ returnCode: 3 });
    await client.closed();
    await database().restart();
    const { fingerprintSha256 } = device.credentials.certificate;
    await eventually(async () =>
      (await world.attempts('registry-unavailable')).find(({ fingerprint }) => fingerprint === fingerprintSha256),
    );
    await eventually(() => open().catch(() => undefined)).then((back) => back.destroy());
  }, 60_000);

  it('sessions stay, and devices the broker knows come back for as long as it trusts its memory', async () => {
    // It trusts its memory for five of these: longer than a handshake takes on a machine that has much to do.
    const patient = await world.startBroker({ reconcileMs: 1_000 });
    const staying = await open(device, patient);
    const other = await world.device();
    (await open(other, patient)).destroy();
    await database().kill('SIGKILL');
    (await open(other, patient)).destroy();
    await eventually(async () => {
      const client = await WireClient.open(patient.ports.mqtt, world.credentials(other.credentials));
      client.send(CONNECT);
      const connack = await client.next('connack');
      client.destroy();
      return 'returnCode' in connack && connack.returnCode === 3;
    });
    staying.send({ cmd: 'pingreq' });
    await staying.next('pingresp');
    await database().restart();
    staying.destroy();
    await patient.stop();
  }, 60_000);
});
