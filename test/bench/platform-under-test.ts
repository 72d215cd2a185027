import { randomBytes } from 'node:crypto';
import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { Client, Pool } from 'pg';
import { databaseUrl as embeddedUrl } from '#libs/platform';
import type { ProcessDescription } from '../../apps/launcher/src/child.js';
import { restartPolicy } from '../../apps/launcher/src/restart-policy.js';
import { brokerRuntime } from '../../apps/launcher/src/runtime.js';
import type { Events, ReadyDetails } from '../../apps/launcher/src/supervised-process.js';
import { Supervisor } from '../../apps/launcher/src/supervisor.js';
import type { BrokerAddress } from './load/publisher.js';

/** Warnings and worse are shown; a restart would spoil the measurement and ends it. */
const events: Events = {
  givenUp: ({ message }) => process.stderr.write(`${message}\n`),
  line: (name, line) => {
    if (!/"level":"(info|debug)"/.test(line)) process.stderr.write(`${name}: ${line}\n`);
  },
  restarting: (name, reason) => {
    process.stderr.write(`The ${name} ended in the middle of a measurement (${reason}).\n`);
    process.kill(process.pid, 'SIGTERM');
  },
};

/** What is measured: a database, or a tree, other than the usual. */
export interface PlatformChoice {
  readonly server: string | undefined;
  readonly tree: string | undefined;
}

/** The compiled platform of a tree. @throws {Error} the tree is not built */
export function compiledTree(tree: string | undefined): string {
  const dist = tree === undefined ? fileURLToPath(new URL('../..', import.meta.url)) : join(tree, 'dist');
  if (existsSync(join(dist, 'processes', 'broker.js'))) return dist;
  throw new Error(`There is no ${join(dist, 'processes', 'broker.js')}: run "npm run build" in that tree first.`);
}

/** The platform's processes over a fresh database in a temporary folder, started one by one as a measurement needs them. */
export class PlatformUnderTest {
  readonly dataDirectory = mkdtempSync(join(tmpdir(), 'fieldgate-bench-'));
  readonly #supervisor = new Supervisor(restartPolicy, events);
  #broker: Supervisor | undefined;
  #control: Supervisor | undefined;
  #ports: ReadyDetails = {};
  #scratch: { readonly server: string; readonly name: string } | undefined;
  #databaseUrl: string | undefined;
  #pool: Pool | undefined;

  constructor(private readonly choice: PlatformChoice) {}

  get databaseUrl(): string {
    if (this.#databaseUrl === undefined) throw new Error('The database of the measurement is not started yet.');
    return this.#databaseUrl;
  }

  /** Connections of the bench itself. */
  get pool(): Pool {
    this.#pool ??= new Pool({ connectionString: this.databaseUrl, max: 8, application_name: 'fieldgate-bench' });
    return this.#pool;
  }

  /** Database, migrations, authorities. */
  async prepare(): Promise<void> {
    const { server } = this.choice;
    if (server === undefined) {
      await this.#supervisor.stage([this.#describe('database')]).start();
      this.#databaseUrl = embeddedUrl('benchmark', { DATA_DIR: this.dataDirectory });
    } else {
      const name = `fieldgate_bench_${randomBytes(4).toString('hex')}`;
      await administer(server, `CREATE DATABASE ${name}`);
      this.#scratch = { server, name };
      const url = new URL(server);
      url.pathname = `/${name}`;
      this.#databaseUrl = url.href;
    }
    await this.#supervisor.oneShot(this.#describe('prepare')).run();
  }

  /** Process identifier of the running broker. */
  get brokerPid(): number {
    const pid = this.#broker?.pidOf('broker');
    if (pid === undefined) throw new Error('The broker of the measurement is not running.');
    return pid;
  }

  /** Where devices find the running broker. */
  get brokerAddress(): BrokerAddress {
    const ca = readFileSync(join(this.dataDirectory, 'authority/root.crt'), 'utf8');
    return { host: '127.0.0.1', port: Number(this.#ports.mqttPort), ca };
  }

  async startBroker(): Promise<void> {
    this.#broker = new Supervisor(restartPolicy, events);
    const ready = await this.#broker.stage([{ ...this.#describe('broker'), runtime: brokerRuntime }]).start();
    this.#ports = ready.get('broker') ?? {};
  }

  async stopBroker(): Promise<void> {
    await this.#broker?.stop();
    this.#broker = undefined;
  }

  /**
   * Starts the api, which takes as many requests as it gets, beside the running broker, and the worker.
   *
   * @returns its URL
   */
  async startApi(): Promise<string> {
    const { environment, ...api } = this.#describe('api');
    const settings = {
      BUS_URL: `mqtts://localhost:${this.#ports.busPort}`,
      RATE_LIMIT_PER_ADDRESS: '1000000',
      RATE_LIMIT_PER_ACCOUNT: '1000000',
    };
    this.#control = new Supervisor(restartPolicy, events);
    const stage = this.#control.stage([
      { ...api, environment: { ...environment, ...settings } },
      this.#describe('worker'),
    ]);
    const ready = await stage.start();
    return String(ready.get('api')?.url);
  }

  /** Ends all processes and removes folder and database; may be called at any moment, and more than once. */
  async stop(): Promise<void> {
    await this.#pool?.end().catch(() => undefined);
    this.#pool = undefined;
    await this.#control?.stop();
    await this.stopBroker();
    await this.#supervisor.stop();
    const scratch = this.#scratch;
    this.#scratch = undefined;
    if (scratch) await administer(scratch.server, `DROP DATABASE ${scratch.name} WITH (FORCE)`);
    rmSync(this.dataDirectory, { recursive: true, force: true });
  }

  #describe(name: string): ProcessDescription {
    const environment = {
      PATH: process.env.PATH,
      DATA_DIR: this.dataDirectory,
      DATABASE_URL: this.choice.server === undefined ? undefined : this.#databaseUrl,
      DATABASE_PORT: '0',
      MQTT_HOST: '127.0.0.1',
      MQTT_PORT: '0',
      BUS_PORT: '0',
      BROKER_HTTP_PORT: '0',
      HTTP_PORT: '0',
      API_HTTP_PORT: '0',
      WORKER_HTTP_PORT: '0',
      LOG_LEVEL: 'warn',
      NODE_OPTIONS: process.env.NODE_OPTIONS,
    };
    return { name, module: join(compiledTree(this.choice.tree), 'processes', `${name}.js`), environment };
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
