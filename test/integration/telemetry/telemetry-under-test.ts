import { Pool } from 'pg';
import { type DeviceKey, deviceKey, newUuid, systemClock } from '#libs/kernel';
import {
  createTelemetryWriter,
  type InboundMessage,
  type IngestOutcome,
  type SeenDevice,
  TelemetryObserver,
  TelemetryReader,
  type TelemetryWriter,
  type TelemetryWriterOptions,
} from '#libs/telemetry';
import { startTestDatabase, type TestDatabase } from '#libs/testing';

/** Counts what the writer reports. */
export class CountingObserver extends TelemetryObserver {
  readonly paths: string[] = [];
  readonly failures: unknown[] = [];
  retries = 0;
  dropped = 0;
  overloaded = 0;

  override batchStored({ path }: { path: string }): void {
    this.paths.push(path);
  }

  override retrying(): void {
    this.retries++;
  }

  override messageDropped(): void {
    this.dropped++;
  }

  override messageOverloaded(): void {
    this.overloaded++;
  }

  override messageFailed(cause: unknown): void {
    this.failures.push(cause);
  }

  override backgroundFailed(_what: string, cause: unknown): void {
    this.failures.push(cause);
  }
}

/** A broker's side of telemetry, without the broker. */
export class WriterUnderTest {
  readonly observer = new CountingObserver();
  readonly brokerId = newUuid(new Date());
  private readonly pool: Pool;
  private readonly writer: TelemetryWriter;

  constructor(url: string, options: Partial<TelemetryWriterOptions> = {}) {
    this.pool = new Pool({ connectionString: url, max: 4 });
    this.pool.on('error', () => {}); // a connection that breaks while idle
    const { pool, brokerId, observer } = this;
    this.writer = createTelemetryWriter({ pool, brokerId, clock: systemClock, observer, ...options });
  }

  get ingest() {
    return this.writer.ingest;
  }

  get presence() {
    return this.writer.presence;
  }

  start(): Promise<void> {
    return this.writer.start();
  }

  sweep(now: Date) {
    return this.writer.sweep(now);
  }

  /** What becomes of one message. */
  send(message: InboundMessage): Promise<IngestOutcome> {
    return new Promise((resolve) => {
      this.ingest.accept(message, resolve);
    });
  }

  /** Ends in order. */
  async close(): Promise<void> {
    await this.writer.close('broker-shutdown');
    await this.pool.end();
  }

  /** Ends as SIGKILL would: what is committed is committed, nothing else happens. */
  async kill(): Promise<void> {
    await this.ingest.close();
    await this.pool.end();
  }
}

let keys = Math.floor(Math.random() * 1_000_000) * 1_000;

/** A device nobody else uses. */
export const aDevice = (): DeviceKey => deviceKey(++keys);

/** A device of which one sees all that it ever observed. */
export const whole = (key: DeviceKey): SeenDevice => ({
  key,
  spans: [{ from: new Date('1900-01-01T00:00:00Z'), to: new Date('9999-12-31T00:00:00Z') }],
});

/** A QoS 1 telemetry message of now; differences by name. */
export function aMessage(
  device: DeviceKey,
  payload: unknown,
  differences: Partial<InboundMessage> = {},
): InboundMessage {
  return {
    deviceKey: device,
    channel: 'telemetry',
    topic: 'devices/me/telemetry',
    payload: Buffer.from(typeof payload === 'string' ? payload : JSON.stringify(payload)),
    qos: 1,
    redelivered: false,
    packetIdentifier: 1,
    receivedAt: Date.now(),
    ...differences,
  };
}

/** Reads and counts, past every cache. */
export class Shelf {
  readonly pool: Pool;
  readonly reader: TelemetryReader;

  constructor(url: string) {
    this.pool = new Pool({ connectionString: url, max: 2 });
    this.pool.on('error', () => {}); // a database that is restarted by the test
    this.reader = new TelemetryReader(this.pool);
  }

  /** Rows of a device in a table of the schema. */
  async count(table: 'reading' | 'text_reading' | 'position' | 'rejected_message', device: DeviceKey): Promise<number> {
    const { rows } = await this.pool.query<{ count: number }>(
      `SELECT count(*)::int4 AS count FROM telemetry.${table} WHERE device_key = $1`,
      [device],
    );
    return rows[0]?.count ?? 0;
  }

  close(): Promise<void> {
    return this.pool.end();
  }
}

/** A database, with a broker's side of telemetry over it and a reader beside. */
export class TelemetryUnderTest {
  private constructor(
    readonly database: TestDatabase,
    readonly writer: WriterUnderTest,
    readonly shelf: Shelf,
  ) {}

  static async begin(): Promise<TelemetryUnderTest> {
    const database = await startTestDatabase();
    const writer = new WriterUnderTest(database.url);
    await writer.start();
    return new TelemetryUnderTest(database, writer, new Shelf(database.url));
  }

  async end(): Promise<void> {
    await this.writer.close();
    await this.shelf.close();
    await this.database.stop();
  }
}

/** Everything there is, from 2000 to 2100. */
export const always = { from: new Date('2000-01-01T00:00:00Z'), to: new Date('2100-01-01T00:00:00Z') };
