import { randomBytes } from 'node:crypto';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { Client } from 'pg';
import { databaseUrl as embeddedUrl } from '#libs/platform';
import type { ProcessDescription } from '../../apps/launcher/src/child.js';
import { restartPolicy } from '../../apps/launcher/src/restart-policy.js';
import { brokerRuntime } from '../../apps/launcher/src/runtime.js';
import type { Events, ReadyDetails } from '../../apps/launcher/src/supervised-process.js';
import { Supervisor } from '../../apps/launcher/src/supervisor.js';

const processes = fileURLToPath(new URL('../../processes', import.meta.url));

/** Warnings and worse are shown; a restart would spoil the measurement and ends it. */
const events: Events = {
  givenUp: ({ message }) => process.stderr.write(`${message}\n`),
  line: (name, line) => {
    if (!/"level":"(info|debug)"/.test(line)) process.stderr.write(`${name}: ${line}\n`);
  },
  restarting: (name, reason) => {
    process.stderr.write(`The ${name} ended in the middle of a measurement (${reason}).\n`);
    process.exit(1);
  },
};

/** The platform's processes over a fresh database in a temporary folder, started one by one as a measurement needs them. */
export class PlatformUnderTest {
  readonly #supervisor = new Supervisor(restartPolicy, events);
  readonly dataDirectory = mkdtempSync(join(tmpdir(), 'fieldgate-bench-'));
  #scratch: { readonly server: string; readonly name: string } | undefined;
  #databaseUrl: string | undefined;

  /** @param server a TimescaleDB server on which a scratch database is made; undefined: the embedded one */
  constructor(private readonly server: string | undefined) {}

  get embedded(): boolean {
    return this.server === undefined;
  }

  get databaseUrl(): string {
    if (this.#databaseUrl === undefined) throw new Error('The database of the measurement is not started yet.');
    return this.#databaseUrl;
  }

  /** Database, migrations, authorities. */
  async prepare(): Promise<void> {
    if (this.server === undefined) {
      await this.#supervisor.stage([this.#describe('database')]).start();
      this.#databaseUrl = embeddedUrl('benchmark', { DATA_DIR: this.dataDirectory });
    } else {
      const name = `fieldgate_bench_${randomBytes(4).toString('hex')}`;
      await administer(this.server, `CREATE DATABASE ${name}`);
      this.#scratch = { server: this.server, name };
      const url = new URL(this.server);
      url.pathname = `/${name}`;
      this.#databaseUrl = url.href;
    }
    await this.#supervisor.oneShot(this.#describe('prepare')).run();
  }

  /** Of the running broker. */
  get brokerPid(): number {
    const pid = this.#supervisor.pidOf('broker');
    if (pid === undefined) throw new Error('The broker of the measurement is not running.');
    return pid;
  }

  /** @returns what it announced: `mqttPort`, `httpPort` */
  async startBroker(): Promise<ReadyDetails> {
    const ready = await this.#supervisor.stage([{ ...this.#describe('broker'), runtime: brokerRuntime }]).start();
    return ready.get('broker') ?? {};
  }

  /**
   * Starts a broker and the api, which takes as many requests as it gets.
   *
   * @returns what the api announced: `url`
   */
  async startApi(): Promise<ReadyDetails> {
    const { busPort } = await this.startBroker();
    const { environment, ...api } = this.#describe('api');
    const settings = {
      BUS_URL: `mqtts://localhost:${busPort}`,
      RATE_LIMIT_PER_ADDRESS: '1000000',
      RATE_LIMIT_PER_ACCOUNT: '1000000',
    };
    const ready = await this.#supervisor.stage([{ ...api, environment: { ...environment, ...settings } }]).start();
    return ready.get('api') ?? {};
  }

  async stop(): Promise<void> {
    await this.#supervisor.stop();
    if (this.#scratch) await administer(this.#scratch.server, `DROP DATABASE ${this.#scratch.name} WITH (FORCE)`);
    rmSync(this.dataDirectory, { recursive: true, force: true });
  }

  #describe(name: string): ProcessDescription {
    const environment = {
      PATH: process.env.PATH,
      DATA_DIR: this.dataDirectory,
      DATABASE_URL: this.server === undefined ? undefined : this.#databaseUrl,
      DATABASE_PORT: '0',
      MQTT_HOST: '127.0.0.1',
      MQTT_PORT: '0',
      BUS_PORT: '0',
      BROKER_HTTP_PORT: '0',
      HTTP_PORT: '0',
      API_HTTP_PORT: '0',
      LOG_LEVEL: 'warn',
      NODE_OPTIONS: process.env.NODE_OPTIONS,
    };
    return { name, module: join(processes, `${name}.js`), environment };
  }
}

async function administer(server: string, statement: string): Promise<void> {
  const client = new Client({ connectionString: server });
  await client.connect();
  try {
    await client.query(statement);
  } finally {
    await client.end();
  }
}
