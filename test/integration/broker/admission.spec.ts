import { connect as connectPlain } from 'node:net';
import type { ConnectionOptions } from 'node:tls';
import { generate } from 'mqtt-packet';
import { DAY_MS } from '#libs/kernel';
import { CertificateSubject, deviceProfile } from '#libs/pki';
import { createLogger } from '#libs/platform';
import { aTestAuthority, type TestCertificate } from '#libs/testing';
import { BrokerWorld, eventually, type RunningBroker } from './broker-world.js';
import { CONNECT, WireClient } from './wire-client.js';

jest.setTimeout(30_000); // the machine may have other suites to run

describe('the broker’s door', () => {
  let world: BrokerWorld;
  let running: RunningBroker;
  beforeAll(async () => {
    world = await BrokerWorld.begin();
    running = await world.startBroker();
  }, 180_000);
  afterAll(() => world.end(), 60_000);

  const attempt = (cause: string, fingerprint?: string) =>
    eventually(async () =>
      (await world.attempts(cause)).find((row) => fingerprint === undefined || row.fingerprint === fingerprint),
    );

  /** Connects, says CONNECT, and returns when the broker has closed the connection without a CONNACK. */
  async function refused(options: ConnectionOptions): Promise<void> {
    const client = await WireClient.open(running.ports.mqtt, options);
    client.send(CONNECT);
    await client.closed();
    expect(client.silent).toBe(true);
  }

  it.each(['TLSv1.2', 'TLSv1.3'] as const)('lets a device with a valid certificate in over %s', async (version) => {
    const { credentials } = await world.device();
    const options = { ...world.credentials(credentials), minVersion: version, maxVersion: version };
    const client = await WireClient.connected(running.ports.mqtt, options);
    expect(client.socket.getProtocol()).toBe(version);
    client.destroy();
  });

  it('lets a device in that sends its certificate alone, without the authorities', async () => {
    const { credentials } = await world.device('registered');
    const cert = credentials.certificate.pem;
    (await WireClient.connected(running.ports.mqtt, { ...world.credentials(credentials), cert })).destroy();
  });

  it.each<[string, string, () => Promise<{ credentials: TestCertificate; device?: { id: string } }>]>([
    [
      'of another authority',
      'certificate-foreign',
      async () => ({ credentials: await (await aTestAuthority()).deviceCertificate() }),
    ],
    [
      'that has expired',
      'certificate-expired',
      async () => {
        const device = await world.registerDevice();
        const notBefore = new Date(Date.now() - 9 * DAY_MS);
        const notAfter = new Date(Date.now() - DAY_MS);
        const credentials = await world.authority.deviceCertificate({ deviceId: device.id, notBefore, notAfter });
        await world.record(credentials.certificate, device.id);
        return { credentials, device };
      },
    ],
    [
      'of tomorrow',
      'certificate-not-yet-valid',
      async () => {
        const device = await world.registerDevice();
        const notBefore = new Date(Date.now() + DAY_MS);
        const notAfter = new Date(Date.now() + 9 * DAY_MS);
        const credentials = await world.authority.deviceCertificate({ deviceId: device.id, notBefore, notAfter });
        await world.record(credentials.certificate, device.id);
        return { credentials, device };
      },
    ],
    [
      'the registry does not know',
      'certificate-unknown',
      async () => ({ credentials: await world.authority.deviceCertificate() }),
    ],
    [
      'whose issue was never finished',
      'certificate-not-issued',
      async () => {
        const device = await world.registerDevice();
        const credentials = await world.authority.deviceCertificate({ deviceId: device.id });
        await world.registry.query(
          `INSERT INTO certificate (serial_number, profile, device_id, subject, reserved_at) VALUES ($1, 'device', $2, 'CN=test', now())`,
          [credentials.certificate.serialNumber, device.id],
        );
        return { credentials, device };
      },
    ],
    [
      'that is revoked',
      'certificate-revoked',
      async () => {
        const device = await world.device();
        await world.revoke(device);
        return { credentials: device.credentials, device };
      },
    ],
    ['of a suspended device', 'device-suspended', async () => withDevice(await world.device('suspended'))],
    ['of a retired device', 'device-retired', async () => withDevice(await world.device('retired'))],
    ['of a process of the platform', 'certificate-purpose', async () => ({ credentials: world.serviceCertificate })],
  ])('refuses a certificate %s and records %s', async (_, cause, make) => {
    const { credentials, device } = await make();
    await refused(world.credentials(credentials));
    const { fingerprintSha256, serialNumber } = credentials.certificate;
    const recorded = await attempt(cause, fingerprintSha256);
    expect(recorded).toMatchObject({
      cause: `connection.${cause}`,
      detail: expect.stringMatching(/^[A-Z].+\.$/),
      remote_address: '127.0.0.1',
      device_id: device?.id ?? null,
      serial_number: serialNumber,
      subject: expect.stringMatching(/^CN=/),
    });
  });

  it('refuses a client without a certificate', async () => {
    await refused({ ca: world.authority.ca });
    expect(await attempt('no-certificate')).toMatchObject({ device_id: null, fingerprint: null, subject: null });
  });

  it('refuses a certificate of ours that is for servers', async () => {
    const subject = CertificateSubject.server(['localhost']);
    const { serverCertificate } = world;
    expect(subject.kind).toBe('server');
    await refused(world.credentials(serverCertificate));
    expect((await attempt('certificate-foreign', serverCertificate.certificate.fingerprintSha256)).detail).toContain(
      'INVALID_PURPOSE',
    );
  });

  it('refuses a certificate that says it is another device’s but is signed with another key', async () => {
    const { id, credentials } = await world.device();
    const impostor = await (await aTestAuthority()).certificate(deviceProfile, CertificateSubject.device(id));
    await refused(world.credentials(impostor));
    const recorded = await attempt('certificate-foreign', impostor.certificate.fingerprintSha256);
    expect(recorded.device_id).toBeNull();
    expect(recorded).toMatchObject({ subject: `CN=${id}`, named_device_id: id, named_by: 'device-id' });
    expect(credentials.certificate.fingerprintSha256).not.toBe(recorded.fingerprint);
  });

  it('records a client that offers TLS 1.1 only', async () => {
    const { credentials } = await world.device();
    const old = { minVersion: 'TLSv1', maxVersion: 'TLSv1.1', ciphers: 'DEFAULT@SECLEVEL=0' } as const;
    await (await WireClient.open(running.ports.mqtt, { ...world.credentials(credentials), ...old })).closed();
    expect(await attempt('tls-version')).toMatchObject({ fingerprint: null });
  });

  it('records a client that has no cipher of ours', async () => {
    const options = { ca: world.authority.ca, maxVersion: 'TLSv1.2', ciphers: 'AES128-SHA' } as const;
    await (await WireClient.open(running.ports.mqtt, options)).closed();
    await attempt('tls-no-common-cipher');
  });

  it.each([
    ['HTTP', Buffer.from('GET / HTTP/1.1\r\n\r\n')],
    ['MQTT without TLS', generate(CONNECT)],
  ])('records %s on the port', async (_, bytes) => {
    const before = (await world.attempts('not-tls')).length;
    const socket = connectPlain(running.ports.mqtt, '127.0.0.1', () => socket.write(bytes));
    socket.on('error', () => undefined);
    await new Promise((resolve) => socket.once('close', resolve));
    // The second within ten seconds from one address is a repetition; it is counted, not written at once.
    if (before === 0) await attempt('not-tls');
  });

  it('cuts a client that does not shake hands, and records it', async () => {
    const socket = connectPlain(running.ports.mqtt, '127.0.0.1');
    socket.on('error', () => undefined);
    await new Promise((resolve) => socket.once('close', resolve));
    await attempt('handshake-timeout');
  });

  it('gives no session tickets, so that no connection comes in on what was true before', async () => {
    const device = await world.device();
    for (const version of ['TLSv1.2', 'TLSv1.3'] as const) {
      const options = { ...world.credentials(device.credentials), minVersion: version, maxVersion: version };
      let session: Buffer | undefined;
      const first = await WireClient.open(running.ports.mqtt, options);
      first.socket.on('session', (ticket) => {
        session = ticket;
      });
      first.send(CONNECT);
      await first.next('connack');
      session ??= first.socket.getSession();
      const second = await WireClient.open(running.ports.mqtt, { ...options, ...(session ? { session } : {}) });
      second.send(CONNECT);
      await second.next('connack');
      expect(second.socket.isSessionReused()).toBe(false);
      second.destroy();
      await world.revoke(device);
      await running.broker.reconcile();
      const third = await WireClient.open(running.ports.mqtt, { ...options, ...(session ? { session } : {}) });
      third.send(CONNECT);
      await third.closed();
      expect(third.silent).toBe(true);
      await world.registry.query('UPDATE certificate SET revoked_at = NULL WHERE serial_number = $1', [
        device.credentials.certificate.serialNumber,
      ]);
      await running.broker.reconcile();
    }
  });

  it('tells a device to come again when the registry fails in a way nobody foresaw, logs why, and lets others in after', async () => {
    const lines: string[] = [];
    const logger = createLogger('broker', 'error', { write: (line) => void lines.push(line) });
    const broken = await world.startBroker({ logger });
    const { credentials } = await world.device();
    const come = async () => {
      const client = await WireClient.open(broken.ports.mqtt, world.credentials(credentials));
      client.send(CONNECT);
      return client;
    };
    await world.registry.query('ALTER TABLE certificate RENAME TO certificate_elsewhere');
    try {
      for (let time = 0; time < 2; time += 1) {
        const client = await come();
        expect(await client.next('connack')).toMatchObject({ returnCode: 3 });
        await client.closed();
      }
    } finally {
      await world.registry.query('ALTER TABLE certificate_elsewhere RENAME TO certificate');
    }
    const told = lines.filter((line) => line.includes('Devices are turned away'));
    expect(told).toEqual([expect.stringContaining('relation \\"certificate\\" does not exist')]);
    const client = await come();
    expect(await client.next('connack')).toMatchObject({ returnCode: 0 });
    client.destroy();
    await attempt('registry-unavailable', credentials.certificate.fingerprintSha256);
    await broken.stop();
  });
});

const withDevice = (device: { id: string; credentials: TestCertificate }) => ({
  credentials: device.credentials,
  device,
});
