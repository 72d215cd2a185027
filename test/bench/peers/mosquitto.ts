import { type ChildProcess, spawn, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { mkdirSync, writeFileSync } from 'node:fs';
import { connect, createServer } from 'node:net';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import type { BrokerAddress } from '../load/publisher.js';

const PROGRAM = 'mosquitto';
/** How long it may take to listen, in steps of ten milliseconds. */
const STEPS = 1_000;
const STEP_MS = 10;

/** mosquitto with mutual TLS, on the certificates of the platform under test. */
export class Mosquitto {
  #process: ChildProcess | undefined;

  private constructor(
    private readonly configuration: string,
    readonly address: BrokerAddress,
  ) {}

  /**
   * @param dataDirectory of the platform whose server certificate and root it uses
   * @returns undefined: it is not installed
   */
  static async find(dataDirectory: string, { host, ca }: BrokerAddress): Promise<Mosquitto | undefined> {
    if (spawnSync(PROGRAM, ['-h']).error) return undefined;
    const directory = join(dataDirectory, 'mosquitto');
    mkdirSync(directory, { recursive: true });
    const port = await freePort(host);
    const certificate = join(dataDirectory, 'services', 'mqtt');
    const configuration = join(directory, 'mosquitto.conf');
    const lines = [
      `listener ${port} ${host}`,
      `cafile ${join(certificate, 'ca.pem')}`,
      `certfile ${join(certificate, 'cert.pem')}`,
      `keyfile ${join(certificate, 'key.pem')}`,
      'require_certificate true',
      'use_identity_as_username true',
      'max_queued_messages 0',
      'log_dest none',
      // It would give up the rights to read the platform's files otherwise.
      'user root',
    ];
    writeFileSync(configuration, `${lines.join('\n')}\n`);
    return new Mosquitto(configuration, { host, port, ca });
  }

  /** Resolves once it listens. @throws {Error} it does not */
  async start(): Promise<void> {
    this.#process = spawn(PROGRAM, ['-c', this.configuration], { stdio: 'ignore' });
    const { host, port } = this.address;
    for (let step = 0; step < STEPS; step += 1) {
      if (await listens(host, port)) return;
      if (this.#process.exitCode !== null) break;
      await pause(STEP_MS);
    }
    throw new Error(`mosquitto does not listen on ${host}:${port} with ${this.configuration}.`);
  }

  async stop(): Promise<void> {
    const running = this.#process;
    this.#process = undefined;
    if (!running || running.exitCode !== null) return;
    running.kill('SIGTERM');
    await once(running, 'exit');
  }

  /** Ends it without waiting. */
  kill(): void {
    this.#process?.kill('SIGKILL');
  }
}

function listens(host: string, port: number): Promise<boolean> {
  return new Promise((resolve) => {
    const socket = connect({ host, port }, () => {
      socket.destroy();
      resolve(true);
    });
    socket.once('error', () => resolve(false));
  });
}

async function freePort(host: string): Promise<number> {
  const server = createServer().listen(0, host);
  await once(server, 'listening');
  const address = server.address();
  server.close();
  await once(server, 'close');
  return typeof address === 'object' && address ? address.port : 0;
}
