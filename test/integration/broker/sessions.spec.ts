import type { DeviceId } from '#libs/kernel';
import { BrokerWorld, eventually, type RunningBroker, type TestDevice } from './broker-world.js';
import { CONNECT, publishPacket, WireClient } from './wire-client.js';

jest.setTimeout(30_000); // the machine may have other suites to run

const PAYLOAD_LIMIT = 262_144;

describe('a device’s session', () => {
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

  const open = (connect = {}, of = device) =>
    WireClient.connected(running.ports.mqtt, world.credentials(of.credentials), connect);
  const shake = (of = device) => WireClient.open(running.ports.mqtt, world.credentials(of.credentials));
  const ending = (of = device) => eventually(async () => (await world.endings(of))[0]);
  const attempt = (cause: string, of: { id: DeviceId } = device) =>
    eventually(async () => (await world.attempts(cause, of))[0]);

  describe('identity', () => {
    it('is the certificate: two devices with one client identifier do not disturb one another', async () => {
      const other = await world.device();
      const [one, two] = [await open({ clientId: 'same' }), await open({ clientId: 'same' }, other)];
      for (const [client, value] of [
        [one, 1],
        [two, 2],
      ] as const) {
        client.send(publishPacket('devices/me/telemetry', `{"x":${value}}`));
        await client.next('puback');
      }
      expect(await world.readings(device)).toEqual([{ quantity: 'x', value: 1 }]);
      expect(await world.readings(other)).toEqual([{ quantity: 'x', value: 2 }]);
      one.destroy();
      two.destroy();
    });

    it('is taken over by the device’s newer session, whatever its client identifier', async () => {
      const older = await open({ clientId: 'a' });
      const newer = await open({ clientId: 'b' });
      await older.closed();
      expect(await ending()).toBe('taken-over');
      newer.send({ cmd: 'pingreq' });
      await newer.next('pingresp');
      expect((await world.presence(device))?.state).toBe('connected');
      newer.send({ cmd: 'disconnect' });
      expect(await eventually(async () => (await world.endings(device))[1])).toBe('client-disconnect');
    });

    it('is not user name and password, which are passed over', async () => {
      (await open({ username: 'admin', password: Buffer.from('secret') })).destroy();
    });

    it('takes an empty client identifier', async () => {
      (await open({ clientId: '' })).destroy();
    });
  });

  describe('CONNECT', () => {
    it.each([
      ['3.1', { protocolId: 'MQIsdp', protocolVersion: 3 }],
      ['3.1.1', {}],
    ])('is taken in MQTT %s', async (_, version) => {
      (await open(version)).destroy();
    });

    it('is answered with return code 1 in MQTT 5 [MQTT-3.1.2-2]', async () => {
      const client = await shake();
      client.send({ ...CONNECT, protocolVersion: 5 });
      expect(await client.next('connack')).toMatchObject({ returnCode: 1 });
      await client.closed();
      await attempt('protocol-version');
    });

    it('is answered with return code 1 in a version nobody knows [MQTT-3.1.2-2]', async () => {
      const client = await shake();
      client.sendBytes(Buffer.from('100c00044d5154540902003c0000', 'hex'));
      expect(await client.next('connack')).toMatchObject({ returnCode: 1 });
      await client.closed();
      await attempt('protocol-version');
    });

    it('must come first [MQTT-3.1.0-1]', async () => {
      const client = await shake();
      client.send({ cmd: 'pingreq' });
      await client.closed();
      expect((await attempt('protocol-error')).device_id).toBe(device.id);
    });

    it('must come once [MQTT-3.1.0-2]', async () => {
      const client = await open();
      client.send(CONNECT);
      await client.closed();
      expect(await ending()).toBe('protocol-error');
    });

    it('must come in time', async () => {
      await (await shake()).closed();
      await attempt('connect-timeout');
    }, 15_000);

    it('is missed when the device leaves before it', async () => {
      // In TLS 1.2 the broker's Finished comes last: when the device has it, the handshake is over on both sides.
      const options = { ...world.credentials(device.credentials), maxVersion: 'TLSv1.2' } as const;
      (await WireClient.open(running.ports.mqtt, options)).destroy();
      await attempt('handshake-abandoned');
    });

    it('may be followed at once by messages, which are stored and acknowledged in order', async () => {
      const client = await shake();
      const count = 200;
      const messages = Array.from({ length: count }, (_, n) =>
        publishPacket('devices/me/telemetry', `{"ts":${1_790_000_000_000 + n},"values":{"n":${n}}}`, 1, n + 1),
      );
      client.send(CONNECT, ...messages);
      await client.next('connack');
      for (let n = 1; n <= count; n += 1) expect(await client.next('puback')).toMatchObject({ messageId: n });
      expect(await world.readings(device)).toHaveLength(count);
      client.destroy();
    });
  });

  describe('a will', () => {
    it('on a topic of its own is stored when the device goes without a goodbye [MQTT-3.1.2-8]', async () => {
      const client = await open({
        will: { topic: 'devices/me/telemetry', payload: Buffer.from('{"gone":1}'), qos: 1 },
      });
      client.destroy();
      await eventually(async () => (await world.readings(device)).length === 1);
    });

    it('is forgotten when the device says goodbye [MQTT-3.1.2-10]', async () => {
      const client = await open({
        will: { topic: 'devices/me/telemetry', payload: Buffer.from('{"gone":1}'), qos: 1 },
      });
      client.send({ cmd: 'disconnect' });
      expect(await ending()).toBe('client-disconnect');
      expect(await world.readings(device)).toEqual([]);
    });

    it.each([
      ['on a topic of another device', { topic: 'devices/other/telemetry', payload: Buffer.from('{}') }],
      ['on an unknown topic', { topic: 'devices/me/telemetri', payload: Buffer.from('{}') }],
      ['of more than 4096 bytes', { topic: 'devices/me/telemetry', payload: Buffer.alloc(4097, '1') }],
    ])('%s is refused with return code 5', async (_, will) => {
      const client = await shake();
      client.send({ ...CONNECT, will: { qos: 1, retain: false, ...will } });
      expect(await client.next('connack')).toMatchObject({ returnCode: 5 });
      await client.closed();
      await attempt('will-refused');
    });
  });

  describe('PUBLISH', () => {
    it.each([
      ['another device’s topic', 'devices/0198a7f2-6f2c-7c1a-9e55-0c5f7a3b1d10/telemetry'],
      ['a topic of nobody', 'sensors/1'],
      ['a topic of the server', '$SYS/uptime'],
    ])('to %s ends the connection unacknowledged, with the cause in both records', async (_, topic) => {
      const client = await open();
      client.send(publishPacket(topic, '{}'));
      await client.closed();
      expect(client.silent).toBe(true);
      expect(await ending()).toBe('topic-not-own');
      const recorded = await attempt('topic-not-own');
      expect(recorded.detail).toContain(topic);
      expect(recorded.fingerprint).toBe(device.credentials.certificate.fingerprintSha256);
    });

    it('to a misspelled topic of its own is acknowledged and kept among the rejected messages', async () => {
      const client = await open();
      client.send(publishPacket('devices/me/telemetri', '{"x":1}'));
      await client.next('puback');
      const { rows } = await world.registry.query(
        'SELECT topic, reasons FROM telemetry.rejected_message WHERE device_key = $1',
        [device.key],
      );
      expect(rows).toMatchObject([
        { topic: 'devices/me/telemetri', reasons: [{ reason: expect.stringContaining('no such topic') }] },
      ]);
      client.destroy();
    });

    it.each([
      ['not UTF-8', Buffer.from([0xff, 0xfe])],
      ['not JSON', Buffer.from('{x')],
      ['nested too deep', Buffer.from('['.repeat(64) + ']'.repeat(64))],
      ['empty', Buffer.alloc(0)],
    ])('of a payload that is %s is acknowledged and kept with its reason', async (_, payload) => {
      const client = await open();
      client.send(publishPacket('devices/me/telemetry', payload));
      await client.next('puback');
      const { rows } = await world.registry.query('SELECT code FROM telemetry.rejected_message WHERE device_key = $1', [
        device.key,
      ]);
      expect(rows).toHaveLength(1);
      client.destroy();
    });

    it('of exactly 256 KiB is taken', async () => {
      const client = await open();
      client.send(publishPacket('devices/me/telemetry', Buffer.alloc(PAYLOAD_LIMIT, ' ').fill('{"x":1}', 0, 7)));
      await client.next('puback');
      expect(await world.readings(device)).toHaveLength(1);
      client.destroy();
    });

    it('of one byte more ends the connection', async () => {
      const client = await open();
      client.send(publishPacket('devices/me/telemetry', Buffer.alloc(PAYLOAD_LIMIT + 1, ' ')));
      await client.closed();
      expect(await ending()).toBe('payload-too-large');
      expect((await attempt('payload-too-large')).detail).toContain('262145 bytes');
    });

    it('that announces 256 MB is cut at its header, before anything is collected', async () => {
      const client = await open();
      client.sendBytes(Buffer.from([0x32, 0xff, 0xff, 0xff, 0x7f, 0, 4]));
      await client.closed();
      expect((await attempt('payload-too-large')).detail).toContain('268435455 bytes');
    });

    it.each([
      ['an empty topic', Buffer.from([0x32, 4, 0, 0, 0, 1])],
      ['QoS 3', Buffer.from([0x36, 4, 0, 0, 0, 1])],
      ['a wildcard', Buffer.from([0x30, 5, 0, 3, 0x61, 0x2f, 0x23])],
    ])('with %s is a broken rule', async (_, bytes) => {
      const client = await open();
      client.sendBytes(bytes);
      await client.closed();
      expect(await ending()).toBe('protocol-error');
      await attempt('protocol-error');
    });

    it('with QoS 0 is stored and not answered', async () => {
      const client = await open();
      client.send(publishPacket('devices/me/telemetry', '{"x":5}', 0));
      await eventually(async () => (await world.readings(device)).length === 1);
      expect(client.silent).toBe(true);
      client.destroy();
    });

    it('with QoS 0 right before DISCONNECT and the end is stored', async () => {
      const client = await open();
      client.send(publishPacket('devices/me/telemetry', '{"x":5}', 0), { cmd: 'disconnect' });
      client.socket.end();
      await eventually(async () => (await world.readings(device)).length === 1);
    });

    it('with more QoS 2 messages than may wait for their PUBREL ends the connection', async () => {
      const client = await open();
      const messages = Array.from({ length: 101 }, (_, n) =>
        publishPacket('devices/me/telemetry', `{"x":${n}}`, 2, n + 1),
      );
      client.send(...messages);
      await client.closed();
      expect(await ending()).toBe('protocol-error');
    });
  });

  describe('the keep-alive', () => {
    it('ends a session that has been silent for one and a half times it [MQTT-3.1.2-24]', async () => {
      const client = await open({ keepalive: 1 });
      await client.closed();
      expect(await ending()).toBe('keep-alive');
    });

    it('counts every packet', async () => {
      const client = await open({ keepalive: 2 });
      for (let n = 0; n < 6; n += 1) {
        await new Promise((resolve) => setTimeout(resolve, 1_000));
        client.send({ cmd: 'pingreq' });
        await client.next('pingresp');
      }
      client.destroy();
      expect(await ending()).toBe('connection-closed');
    }, 15_000);
  });

  it('that breaks off without a goodbye is told as closed', async () => {
    (await open()).socket.end();
    expect(await ending()).toBe('connection-closed');
  });
});
