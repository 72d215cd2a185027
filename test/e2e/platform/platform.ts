import { type ChildProcess, spawn } from 'node:child_process';
import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { createInterface } from 'node:readline';
import { z } from 'zod';
import { putDatabaseInto } from '#libs/testing';
import { ApiClient } from './api-client.js';
import { eventually } from './eventually.js';
import { freePorts } from './free-ports.js';
import { childrenOf, lives } from './process-table.js';

/** The processes the supervisor keeps alive. */
export type Member = 'database' | 'api' | 'broker' | 'worker';
const MEMBERS: readonly Member[] = ['database', 'api', 'broker', 'worker'];

/** A first start makes a database, and machines are busy; milliseconds, for beforeAll. */
export const PLATFORM_START_LIMIT_MS = 180_000;
/** The supervisor kills what does not end within 10 s, stage by stage; milliseconds. */
const STOP_LIMIT_MS = 40_000;
/** Lines of output that are kept. */
const KEPT_LINES = 2_000;
/** Lines of output that an error shows. */
const SHOWN_LINES = 40;

/** What the database says of itself to those beside it. */
const connection = z.object({ url: z.string() });

/** Supervisors that must not outlive this process; what they started ends by itself when they are gone. */
const running = new Set<ChildProcess>();
process.on('exit', () => {
  for (const supervisor of running) supervisor.kill('SIGKILL');
});

/**
 * The whole platform as `npm start` runs it: the compiled supervisor and its processes, in a folder and on ports of
 * its own.
 */
export class Platform {
  readonly #lines: string[] = [];
  #supervisor: ChildProcess | undefined;

  private constructor(
    /** Holds the platform's `data` folder, like the folder `npm start` is called in; removed by `remove`. */
    readonly folder: string,
    private readonly ports: Readonly<
      Record<'database' | 'http' | 'mqtt' | 'bus' | 'broker' | 'worker' | 'operation', number>
    >,
    private readonly settings: Readonly<Record<string, string>>,
  ) {}

  /** A platform that serves. @param settings environment variables beside folder and ports */
  static async start(settings: Readonly<Record<string, string>> = {}): Promise<Platform> {
    const platform = await Platform.#inFolder(settings);
    await platform.start();
    return platform;
  }

  /** A platform that serves, whose first start found its database made and migrated: for a test of what comes after it. */
  static async startOverDatabase(): Promise<Platform> {
    const platform = await Platform.#inFolder({});
    await putDatabaseInto(platform.dataDirectory);
    await platform.start();
    return platform;
  }

  static async #inFolder(settings: Readonly<Record<string, string>>): Promise<Platform> {
    const [database = 0, http = 0, mqtt = 0, bus = 0, broker = 0, worker = 0, operation = 0] = await freePorts(7);
    const folder = mkdtempSync(join(tmpdir(), 'fieldgate-platform-'));
    return new Platform(folder, { database, http, mqtt, bus, broker, worker, operation }, settings);
  }

  get dataDirectory(): string {
    return join(this.folder, 'data');
  }

  /** Without a path: the api, its health and its metrics stand below it. */
  get url(): string {
    return `http://127.0.0.1:${this.ports.http}`;
  }

  get httpPort(): number {
    return this.ports.http;
  }

  get mqttPort(): number {
    return this.ports.mqtt;
  }

  get api(): ApiClient {
    return new ApiClient(`${this.url}/api/v1`);
  }

  /** How to connect to the embedded database from beside the platform. */
  get databaseUrl(): string {
    const file = join(this.dataDirectory, 'database', 'connection.json');
    return connection.parse(JSON.parse(readFileSync(file, 'utf8'))).url;
  }

  /** How the operator of the first start signs in. */
  get operator(): { readonly email: string; readonly password: string } {
    const password = readFileSync(join(this.dataDirectory, 'secrets', 'operator-password'), 'utf8').trimEnd();
    return { email: 'operator@fieldgate.localhost', password };
  }

  /** What the supervisor has written since the platform was made, its last 2000 lines. */
  get output(): string {
    return this.#lines.join('\n');
  }

  /** The end of the output, for error messages. */
  get lastWords(): string {
    return this.#lines.slice(-SHOWN_LINES).join('\n');
  }

  get supervisorPid(): number | undefined {
    return this.#supervisor?.pid;
  }

  /** Starts it, again if need be, and returns when its banner says that it serves, with the milliseconds that took. */
  async start(): Promise<number> {
    const main = resolve('dist/apps/launcher/src/main.js');
    if (!existsSync(main))
      throw new Error('dist/ is missing: run `npm run build` first; `npm test` does it by itself.');
    const startedAt = performance.now();
    const linesBefore = this.#lines.length;
    const supervisor = spawn(process.execPath, ['--enable-source-maps', main], {
      env: { PATH: process.env.PATH, ...this.#environment(), ...this.settings },
      stdio: ['ignore', 'pipe', 'pipe'],
    });
    this.#supervisor = supervisor;
    running.add(supervisor);
    supervisor.once('exit', () => running.delete(supervisor));
    for (const stream of [supervisor.stdout, supervisor.stderr]) {
      createInterface({ input: stream }).on('line', (line) => {
        this.#lines.push(line);
        if (this.#lines.length > KEPT_LINES) this.#lines.shift();
      });
    }
    await eventually(
      () => `the platform serves:\n${this.lastWords}`,
      () => {
        if (hasEnded(supervisor)) throw new Error(`The platform did not start:\n${this.lastWords}`);
        return this.#lines.slice(linesBefore).some((line) => line.includes('Ctrl-C stops everything'));
      },
      PLATFORM_START_LIMIT_MS,
    );
    return performance.now() - startedAt;
  }

  /** From now on nobody reads what it writes. */
  ignoreOutput(): void {
    for (const stream of [this.#supervisor?.stdout, this.#supervisor?.stderr]) stream?.pause();
  }

  /** The process id of a member that runs now. */
  pidOf(member: Member): number | undefined {
    const supervisor = this.#supervisor?.pid;
    if (supervisor === undefined) return undefined;
    return childrenOf(supervisor).find(({ commandLine }) => commandLine.includes(`processes/${member}.js`))?.pid;
  }

  /** The process ids of all members that run now. */
  pids(): Partial<Record<Member, number>> {
    const found = MEMBERS.map((member) => [member, this.pidOf(member)] as const);
    return Object.fromEntries(found.filter(([, pid]) => pid !== undefined));
  }

  /** Kills a member with SIGKILL, and returns its process id when it is gone. What the supervisor does then is its own. */
  async kill(member: Member): Promise<number> {
    const pid = await eventually(`the ${member} runs`, () => this.pidOf(member));
    process.kill(pid, 'SIGKILL');
    await eventually(`the ${member} is dead`, () => !lives(pid));
    return pid;
  }

  /** Returns when the broker takes devices, the api requests and both have their database. */
  async serves(): Promise<void> {
    for (const port of [this.ports.broker, this.ports.worker, this.ports.http]) {
      await eventually(
        () => `port ${port} says it is ready:\n${this.lastWords}`,
        () => isReady(`http://127.0.0.1:${port}/health/ready`),
        PLATFORM_START_LIMIT_MS,
      );
    }
  }

  /**
   * Ends the supervisor as the signal does and returns when it and all it started are gone.
   *
   * @returns the supervisor's exit code, or the signal that ended it; undefined if it did not run
   */
  async stop(signal: NodeJS.Signals = 'SIGINT'): Promise<number | NodeJS.Signals | undefined> {
    const supervisor = this.#supervisor;
    if (supervisor?.pid === undefined) return undefined;
    const members = Object.values(this.pids());
    supervisor.kill(signal);
    await eventually(
      () => `everything has ended:\n${this.lastWords}`,
      () => hasEnded(supervisor) && !members.some(lives),
      STOP_LIMIT_MS,
    );
    return supervisor.exitCode ?? supervisor.signalCode ?? undefined;
  }

  /** Ends it, however it is, and removes all it held. */
  async remove(): Promise<void> {
    await this.stop('SIGTERM');
    rmSync(this.folder, { recursive: true, force: true });
  }

  #environment(): Record<string, string> {
    const { database, http, mqtt, bus, broker, worker, operation } = this.ports;
    return {
      DATA_DIR: this.dataDirectory,
      DATABASE_PORT: String(database),
      HTTP_PORT: String(http),
      MQTT_HOST: '127.0.0.1',
      MQTT_PORT: String(mqtt),
      BUS_PORT: String(bus),
      BROKER_HTTP_PORT: String(broker),
      WORKER_HTTP_PORT: String(worker),
      API_HTTP_PORT: String(operation),
      PUBLIC_URL: `http://localhost:${http}`,
    };
  }
}

const hasEnded = (child: ChildProcess) => child.exitCode !== null || child.signalCode !== null;

/** A process that is down refuses the connection: not ready, like any other answer but 200. */
async function isReady(url: string): Promise<boolean> {
  try {
    return (await fetch(url)).status === 200;
  } catch {
    return false;
  }
}
