import { createLogger, PlatformBus } from '#libs/platform';
import { BusWhenNeeded } from '../../../apps/worker/src/bus-when-needed.js';
import { BrokerWorld, eventually, type RunningBroker, type TestDevice } from './broker-world.js';
import { CONNECT, publishPacket, WireClient } from './wire-client.js';

jest.setTimeout(30_000); // the machine may have other suites to run

describe('a revocation', () => {
  let world: BrokerWorld;
  let running: RunningBroker;
  let bus: PlatformBus;
  let device: TestDevice;
  beforeAll(async () => {
    world = await BrokerWorld.begin();
    running = await world.startBroker();
    const api = await world.authority.serviceCertificate('api');
    await world.record(api.certificate, null, 'service');
    bus = await PlatformBus.to({
      url: `mqtts://localhost:${running.ports.bus}`,
      credentials: world.credentials(api),
      logger: createLogger('api', 'fatal'),
    });
    bus.start();
  }, 180_000);
  afterAll(async () => {
    await bus.close();
    await world.end();
  }, 60_000);
  beforeEach(async () => {
    device = await world.device();
  });

  const open = (of = device) => WireClient.connected(running.ports.mqtt, world.credentials(of.credentials));
  const announceRevoked = ({ id, credentials: { certificate } }: TestDevice) =>
    bus.announce('certificate.revoked', {
      serialNumber: certificate.serialNumber,
      fingerprintSha256: certificate.fingerprintSha256,
      deviceId: id,
      revokedAt: new Date().toISOString(),
      reason: 'keyCompromise',
    });
  const ending = (of = device) => eventually(async () => (await world.endings(of))[0]);
  const comesBack = async (of = device) => {
    const client = await WireClient.open(running.ports.mqtt, world.credentials(of.credentials));
    client.send(CONNECT);
    await client.closed();
    return !client.silent;
  };

  it('ends the session the moment the bus tells of it, and the device does not come back', async () => {
    const client = await open();
    await world.revoke(device);
    announceRevoked(device);
    await client.closed();
    expect(await ending()).toBe('certificate-revoked');
    expect(await comesBack()).toBe(false);
  });

  it('counts from the moment the bus tells of it, even before the database says so', async () => {
    const client = await open();
    announceRevoked(device);
    await client.closed();
    expect(await comesBack()).toBe(false);
  });

  it('is found by comparing with the registry when the bus told nothing', async () => {
    const client = await open();
    await world.revoke(device);
    client.send({ cmd: 'pingreq' });
    await client.next('pingresp');
    await running.broker.reconcile();
    await client.closed();
    expect(await ending()).toBe('certificate-revoked');
    expect(await comesBack()).toBe(false);
  });

  it('keeps the will of the device unsaid', async () => {
    const client = await WireClient.connected(running.ports.mqtt, world.credentials(device.credentials), {
      will: { topic: 'devices/me/telemetry', payload: Buffer.from('{"gone":1}'), qos: 1, retain: false },
    });
    announceRevoked(device);
    await client.closed();
    await ending();
    expect(await world.readings(device)).toEqual([]);
  });

  it('of one certificate leaves the session of the device’s other certificate alone', async () => {
    const second = await world.authority.deviceCertificate({ deviceId: device.id });
    await world.record(second.certificate, device.id);
    const client = await WireClient.connected(running.ports.mqtt, world.credentials(second));
    await world.revoke(device);
    announceRevoked(device);
    await running.broker.reconcile();
    client.send(publishPacket('devices/me/telemetry', '{"x":1}'));
    await client.next('puback');
    client.destroy();
  });

  it.each([
    ['suspended', 'device-suspended'],
    ['retired', 'device-retired'],
  ] as const)('and a device that is %s by event or by comparison ends its session', async (lifecycle, cause) => {
    const other = await world.device();
    const [told, found] = [await open(), await open(other)];
    await world.registry.query('UPDATE device SET lifecycle = $1::device_lifecycle WHERE id = ANY ($2::uuid[])', [
      lifecycle,
      [device.id, other.id],
    ]);
    bus.announce('device.lifecycle-changed', { deviceId: device.id, lifecycle });
    await told.closed();
    expect(await ending()).toBe(cause);
    expect(await comesBack()).toBe(false);
    await running.broker.reconcile();
    await found.closed();
    expect(await ending(other)).toBe(cause);
  });

  it('is over for a suspended device when it is resumed: it comes in at once', async () => {
    await world.registry.query(`UPDATE device SET lifecycle = 'suspended' WHERE id = $1`, [device.id]);
    expect(await comesBack()).toBe(false);
    await world.registry.query(`UPDATE device SET lifecycle = 'active' WHERE id = $1`, [device.id]);
    bus.announce('device.lifecycle-changed', { deviceId: device.id, lifecycle: 'active' });
    await eventually(async () => {
      try {
        return await open();
      } catch {
        return undefined;
      }
    }).then((client) => client.destroy());
  });

  it('of a device that was deleted ends its session', async () => {
    const client = await open();
    await world.registry.query('DELETE FROM device WHERE id = $1', [device.id]);
    await running.broker.reconcile();
    await client.closed();
    expect(await ending()).toBe('device-removed');
  });

  it('is no matter of events that have another shape', async () => {
    const client = await open();
    bus.announce('device.lifecycle-changed', { deviceId: device.id, lifecycle: 'exploded' } as never);
    bus.announce('certificate.revoked', { deviceId: device.id } as never);
    const other = await world.device();
    const bystander = await open(other);
    announceRevoked(other);
    await bystander.closed();
    client.send({ cmd: 'pingreq' });
    await client.next('pingresp');
    client.destroy();
  });

  it('that the worker makes ends the session at once, though it came to the bus for nothing else', async () => {
    const worker = await world.authority.serviceCertificate('worker');
    await world.record(worker.certificate, null, 'service');
    const logger = createLogger('worker', 'fatal');
    const url = `mqtts://localhost:${running.ports.bus}`;
    const later = new BusWhenNeeded(
      () => PlatformBus.to({ url, credentials: world.credentials(worker), logger }),
      logger,
    );
    const client = await open();
    later.announce('device.lifecycle-changed', { deviceId: device.id, lifecycle: 'suspended' });
    await client.closed();
    expect(await ending()).toBe('device-suspended');
    await later.close();
  });

  describe('on the internal bus', () => {
    it('a device certificate is refused', async () => {
      const client = await WireClient.open(running.ports.bus, world.credentials(device.credentials));
      client.send(CONNECT);
      await client.closed();
      expect(client.silent).toBe(true);
      const { fingerprintSha256 } = device.credentials.certificate;
      await eventually(async () =>
        (await world.attempts('certificate-purpose')).find(({ fingerprint }) => fingerprint === fingerprintSha256),
      );
    });

    it('a process may use the topics of the events and no others', async () => {
      const api = await world.authority.serviceCertificate('api');
      await world.record(api.certificate, null, 'service');
      const client = await WireClient.connected(running.ports.bus, world.credentials(api));
      client.send({
        cmd: 'subscribe',
        messageId: 1,
        subscriptions: ['certificate.revoked', '#', 'devices/+/telemetry'].map((topic) => ({ topic, qos: 1 })),
      });
      expect(await client.next('suback')).toMatchObject({ granted: [1, 128, 128] });
      client.send(publishPacket('devices/x/desired', '{}'));
      await client.closed();
    });

    it('a process whose certificate is revoked is put off', async () => {
      const api = await world.authority.serviceCertificate('api');
      await world.record(api.certificate, null, 'service');
      const client = await WireClient.connected(running.ports.bus, world.credentials(api));
      await world.registry.query('UPDATE certificate SET revoked_at = now() WHERE serial_number = $1', [
        api.certificate.serialNumber,
      ]);
      await running.broker.reconcile();
      await client.closed();
    });
  });
});

describe('the bus as the api sees it', () => {
  it('never fails who announces, counts what is lost, and works again when the broker is back', async () => {
    const world = await BrokerWorld.begin();
    const first = await world.startBroker();
    const port = first.ports.bus;
    await first.stop();
    const lost: string[] = [];
    const bus = await PlatformBus.to({
      url: `mqtts://localhost:${port}`,
      credentials: world.credentials(world.serviceCertificate),
      logger: createLogger('api', 'fatal'),
      onLost: (name) => lost.push(name),
    });
    const device = await world.device();
    bus.start();
    bus.announce('device.lifecycle-changed', { deviceId: device.id, lifecycle: 'suspended' });
    await eventually(async () => bus.lost === 1);
    expect(lost).toEqual(['device.lifecycle-changed']);

    const second = await world.startBroker({ bus: { host: '127.0.0.1', port } });
    const client = await WireClient.connected(second.ports.mqtt, world.credentials(device.credentials));
    await eventually(async () => {
      bus.announce('device.lifecycle-changed', { deviceId: device.id, lifecycle: 'suspended' });
      await new Promise((resolve) => setTimeout(resolve, 100));
      return !client.isOpen;
    });
    await bus.close();
    await world.end();
  }, 180_000);
});
