import { randomBytes, randomUUID } from 'node:crypto';
import { Pool } from 'pg';
import { type DeviceId, deviceId, HOUR_MS, systemClock } from '#libs/kernel';
import type { IssuedCertificate } from '#libs/pki';
import { createLogger } from '#libs/platform';
import {
  aTestAuthority,
  startTestDatabase,
  type TestAuthority,
  type TestCertificate,
  type TestDatabase,
} from '#libs/testing';
import { Broker, type BrokerOptions, type BrokerPorts } from '../../../apps/broker/src/broker.js';

/** A device of a test with the certificate it connects with. */
export interface TestDevice {
  readonly id: DeviceId;
  readonly key: number;
  readonly credentials: TestCertificate;
}

export type BrokerChanges = Partial<
  Pick<BrokerOptions, 'session' | 'stored' | 'reconcileMs' | 'mqtt' | 'bus' | 'clock' | 'logger'>
>;

/** The lifecycles a row of `device` can have. */
type Lifecycle = 'registered' | 'active' | 'suspended' | 'retired';

const sessionLimits: BrokerOptions['session'] = {
  sessions: 1_000,
  payloadBytes: 262_144,
  keepAliveSeconds: 3_600,
  connectTimeoutMs: 5_000,
  inboundExactlyOnce: 100,
  unreadMs: 5_000,
};

/** A database, an authority and brokers on them: what the suites of the broker stand on. */
export class BrokerWorld {
  readonly #pools: Pool[] = [];
  readonly #brokers = new Set<Broker>();
  readonly registry: Pool;

  private constructor(
    readonly database: TestDatabase,
    readonly authority: TestAuthority,
    readonly serverCertificate: TestCertificate,
    readonly rsaServerCertificate: TestCertificate,
    readonly serviceCertificate: TestCertificate,
  ) {
    this.registry = this.pool(2);
  }

  /** @param start how the database comes to be; it ends with the world */
  static async begin(
    start: () => Promise<Pick<TestDatabase, 'kind' | 'url' | 'stop'>> = startTestDatabase,
  ): Promise<BrokerWorld> {
    const [database, authority] = await Promise.all([start(), aTestAuthority()]);
    const server = await authority.serverCertificate();
    const rsa = await authority.serverCertificate({ keyAlgorithm: 'rsa-2048' });
    const service = await authority.serviceCertificate('broker', { hosts: ['localhost', '127.0.0.1'] });
    const world = new BrokerWorld(database, authority, server, rsa, service);
    await world.registry.query(
      `INSERT INTO organization (id, kind, name, path, created_at, updated_at)
       VALUES ('${ORGANIZATION}', 'customer', 'Test', '/${ORGANIZATION}/', now(), now())`,
    );
    await world.registry.query(
      `INSERT INTO device_model (id, name, key_algorithm) VALUES ('${MODEL}', 'Sensor of a test', 'ec-p256')`,
    );
    await world.record(service.certificate, null, 'service');
    return world;
  }

  /** Ends everything, brokers first. */
  async end(): Promise<void> {
    for (const broker of this.#brokers) await broker.stop();
    await Promise.all(this.#pools.map((pool) => pool.end()));
    await this.database.stop();
  }

  pool(max: number): Pool {
    const pool = new Pool({ connectionString: this.database.url, max });
    pool.on('error', () => undefined); // the suites end the database on purpose
    this.#pools.push(pool);
    return pool;
  }

  /** Starts a broker with short limits, on ports of the system's choice. */
  async startBroker(changes: BrokerChanges = {}): Promise<RunningBroker> {
    const broker = new Broker({
      writers: this.database.kind === 'embedded' ? 1 : 2,
      mqtt: { host: '127.0.0.1', port: 0, handshakeTimeoutMs: 2_000, maxWaiting: 100 },
      session: sessionLimits,
      stored: { queuedMessages: 5, inboundExactlyOnce: 100, sessions: 10, expiryMs: 60_000 },
      bus: { host: '127.0.0.1', port: 0 },
      operation: { host: '127.0.0.1', port: 0 },
      reconcileMs: HOUR_MS,
      clock: systemClock,
      logger: createLogger('broker', process.env.TEST_LOG_LEVEL ?? 'fatal'),
      ...changes,
      brokerId: randomUUID(),
      telemetryPool: this.pool(4),
      leasePool: this.pool(1),
      registryPool: this.pool(2),
      serverCertificates: [this.credentials(this.serverCertificate), this.credentials(this.rsaServerCertificate)],
      serviceCertificate: this.credentials(this.serviceCertificate),
    });
    this.#brokers.add(broker);
    const ports = await broker.start();
    return {
      broker,
      ports,
      stop: async () => {
        this.#brokers.delete(broker);
        await broker.stop();
      },
    };
  }

  /** What node:tls takes; trust is the test's authority. */
  credentials({ key, cert }: Pick<TestCertificate, 'key' | 'cert'>) {
    return { key, cert, ca: this.authority.ca };
  }

  /** A device in the registry. */
  async registerDevice(lifecycle: Lifecycle = 'active'): Promise<Omit<TestDevice, 'credentials'>> {
    const id = deviceId(randomUUID());
    const { rows } = await this.registry.query<{ key: number }>(
      `INSERT INTO device (id, serial_number, mac_address, model_id, organization_id, name, lifecycle, created_at, updated_at)
       VALUES ($1, $2, $3, $4, $5, 'Device of a test', $6::device_lifecycle, now(), now()) RETURNING key`,
      [id, randomBytes(6).toString('hex'), randomBytes(6).toString('hex'), MODEL, ORGANIZATION, lifecycle],
    );
    return { id, key: rows[0]?.key ?? 0 };
  }

  /** A device with a certificate that lets it in. */
  async device(lifecycle: Lifecycle = 'active'): Promise<TestDevice> {
    const device = await this.registerDevice(lifecycle);
    const credentials = await this.authority.deviceCertificate({ deviceId: device.id });
    await this.record(credentials.certificate, device.id);
    return { ...device, credentials };
  }

  /** Writes a certificate into the registry, as issuing does. */
  async record(certificate: IssuedCertificate, device: DeviceId | null, profile = 'device'): Promise<void> {
    const { serialNumber, fingerprintSha256, notBefore, notAfter } = certificate;
    await this.registry.query(
      `INSERT INTO certificate (serial_number, profile, device_id, subject, reserved_at, issued_at, fingerprint_sha256, not_before, not_after)
       VALUES ($1, $2, $3, 'CN=test', now(), now(), decode($4, 'hex'), $5, $6)`,
      [serialNumber, profile, device, fingerprintSha256, notBefore, notAfter],
    );
  }

  /** Revokes in the database alone: nobody is told. */
  async revoke({ credentials: { certificate } }: TestDevice): Promise<void> {
    await this.registry.query(
      `UPDATE certificate SET revoked_at = now(), revocation_reason = 'keyCompromise' WHERE serial_number = $1`,
      [certificate.serialNumber],
    );
  }

  /** The numbers stored of a device, in the order of their names and times. */
  async readings({ key }: Pick<TestDevice, 'key'>): Promise<{ quantity: string; value: number }[]> {
    const { rows } = await this.registry.query<{ quantity: string; value: number }>(
      `SELECT quantity.name AS quantity, reading.value
       FROM telemetry.reading JOIN telemetry.quantity ON quantity.id = reading.quantity_id
       WHERE reading.device_key = $1 ORDER BY quantity.name, reading.observed_at`,
      [key],
    );
    return rows;
  }

  /** How the sessions of a device ended, oldest first. */
  async endings({ key }: Pick<TestDevice, 'key'>): Promise<string[]> {
    const { rows } = await this.registry.query<{ cause: string }>(
      `SELECT cause FROM telemetry.connectivity WHERE device_key = $1 AND event = 'disconnected' ORDER BY occurred_at`,
      [key],
    );
    return rows.map(({ cause }) => cause);
  }

  /** The present state of a device, or undefined if it was never connected. */
  async presence({ key }: Pick<TestDevice, 'key'>): Promise<{ state: string; cause: string | null } | undefined> {
    const { rows } = await this.registry.query<{ state: string; cause: string | null }>(
      'SELECT state, cause FROM telemetry.presence WHERE device_key = $1',
      [key],
    );
    return rows[0];
  }

  /** What was recorded of refused attempts with a cause since the last call with it, for a device or for anybody. */
  async attempts(cause: string, device?: Pick<TestDevice, 'id'>): Promise<RecordedAttempt[]> {
    const { rows } = await this.registry.query<RecordedAttempt>(
      `SELECT cause, detail, remote_address, device_id, encode(fingerprint_sha256, 'hex') AS fingerprint, subject, serial_number,
              named_device_id, named_by
       FROM connection_attempt WHERE cause = $1 AND ($2::uuid IS NULL OR device_id = $2) ORDER BY id`,
      [`connection.${cause}`, device?.id ?? null],
    );
    return rows;
  }
}

export interface RecordedAttempt {
  readonly cause: string;
  readonly detail: string;
  readonly remote_address: string;
  readonly device_id: string | null;
  readonly fingerprint: string | null;
  readonly subject: string | null;
  readonly serial_number: string | null;
  readonly named_device_id: string | null;
  readonly named_by: string | null;
}

export interface RunningBroker {
  readonly broker: Broker;
  readonly ports: BrokerPorts;
  stop(): Promise<void>;
}

const ORGANIZATION = '0198a7f2-0000-7000-8000-000000000001';
const MODEL = '0198a7f2-0000-7000-8000-000000000002';
/** How long a condition may take to come true before a test fails, milliseconds. */
const TIMEOUT_MS = 15_000;

/** Asks again and again until the answer is something, and returns it. */
export async function eventually<Answer>(ask: () => Promise<Answer | undefined | false>): Promise<Answer> {
  const end = Date.now() + TIMEOUT_MS;
  for (;;) {
    const answer = await ask();
    if (answer) return answer;
    if (Date.now() > end) throw new Error(`It did not come true within ${TIMEOUT_MS} ms: ${ask}`);
    await new Promise((resolve) => setTimeout(resolve, 25));
  }
}
