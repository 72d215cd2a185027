import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { processCommand } from '#libs/testing';
import type { BrokerWorld } from './broker-world.js';

const root = join(dirname(fileURLToPath(import.meta.url)), '../../..');

interface Ready {
  readonly mqttPort: number;
  readonly busPort: number;
  readonly httpPort: number;
}

/** The broker as a process of its own, as it is run. */
export class BrokerProcess {
  private constructor(
    private readonly child: ChildProcess,
    readonly ports: Ready,
    private readonly folder: string,
  ) {}

  /** Starts it on the database of the world, on ports of the system's choice; returns when it serves. */
  static async start(world: BrokerWorld, environment: Readonly<Record<string, string>> = {}): Promise<BrokerProcess> {
    const folder = await mkdtemp(join(tmpdir(), 'fieldgate-broker-'));
    for (const [name, { key, cert }] of [
      ['mqtt', world.serverCertificate],
      ['mqtt-rsa', world.rsaServerCertificate],
      ['broker', world.serviceCertificate],
    ] as const) {
      await mkdir(join(folder, 'services', name), { recursive: true });
      const files = { key, cert, ca: world.authority.ca };
      for (const [file, pem] of Object.entries(files)) {
        await writeFile(join(folder, 'services', name, `${file}.pem`), pem, { mode: 0o600 });
      }
    }
    const child = spawn(process.execPath, processCommand('broker'), {
      cwd: root,
      env: {
        PATH: process.env.PATH,
        DATABASE_URL: world.database.url,
        DATA_DIR: folder,
        MQTT_HOST: '127.0.0.1',
        MQTT_PORT: '0',
        BUS_PORT: '0',
        BROKER_HTTP_PORT: '0',
        LOG_LEVEL: 'warn',
        ...environment,
      },
      stdio: ['ignore', 'pipe', 'pipe', 'ipc'],
    });
    let output = '';
    for (const stream of [child.stdout, child.stderr]) {
      stream?.setEncoding('utf8').on('data', (text: string) => {
        output = (output + text).slice(-8_000);
      });
    }
    const ended = once(child, 'close').then(() => {
      throw new Error(`The broker did not start:\n${output}`);
    });
    const [ready] = (await Promise.race([once(child, 'message'), ended])) as [Ready];
    ended.catch(() => undefined);
    return new BrokerProcess(child, ready, folder);
  }

  /** Sends the signal; resolves with its exit code, or the signal that ended it. */
  async end(signal: NodeJS.Signals): Promise<number | NodeJS.Signals | null> {
    const closed = once(this.child, 'close');
    this.child.kill(signal);
    const [code, endedBy] = (await closed) as [number | null, NodeJS.Signals | null];
    await rm(this.folder, { recursive: true });
    return code ?? endedBy;
  }
}
