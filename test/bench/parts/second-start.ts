import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Bench } from '../bench.js';
import { compiledTree } from '../platform-under-test.js';
import { fixedLimit } from '../report.js';

/** Budget of docs/architecture.md, seconds. */
const LIMIT_SECONDS = 5;
/** Where the launcher was found in trees of earlier versions. */
const LAUNCHERS = ['apps/launcher/src/main.js', 'tools/supervisor/main.js'];
const PORTS = [
  'DATABASE_PORT',
  'MQTT_PORT',
  'BUS_PORT',
  'BROKER_HTTP_PORT',
  'HTTP_PORT',
  'API_HTTP_PORT',
  'WORKER_HTTP_PORT',
];

/** Starts everything on the embedded database again and again, the first time uncounted: until all processes serve. */
export async function measureSecondStart(bench: Bench): Promise<void> {
  if (bench.options.server !== undefined) {
    bench.report.skip('second-start', 'it is about the embedded database.');
    return;
  }
  await bench.close();
  const dist = compiledTree(bench.options.tree);
  const launcher = LAUNCHERS.map((path) => join(dist, path)).find((path) => existsSync(path));
  if (launcher === undefined) throw new Error(`There is no launcher below ${dist}.`);
  const dataDirectory = mkdtempSync(join(tmpdir(), 'fieldgate-bench-'));
  let running: ChildProcess | undefined;
  const letGo = bench.atEnd(() => {
    running?.kill('SIGKILL');
    rmSync(dataDirectory, { recursive: true, force: true });
  });
  const start = async () => {
    const from = performance.now();
    const launched = launch(launcher, dataDirectory);
    running = launched;
    await serves(launched);
    const seconds = (performance.now() - from) / 1_000;
    launched.kill('SIGTERM');
    await once(launched, 'exit');
    return seconds;
  };
  bench.report.progress('first start …');
  const first = await start();
  const rounds = await bench.rounds(async (round) => {
    const seconds = await start();
    bench.report.progress(`round ${round + 1}: ${seconds.toFixed(1)} s`);
    return seconds;
  });
  letGo();
  rmSync(dataDirectory, { recursive: true, force: true });
  bench.report.add({
    name: 'Second start, embedded, until everything serves',
    rule: 'at most',
    ...fixedLimit(LIMIT_SECONDS, 's', rounds),
    details: { firstStartSeconds: first },
  });
}

function launch(launcher: string, dataDirectory: string): ChildProcess {
  const ports = Object.fromEntries(PORTS.map((name) => [name, '0']));
  return spawn(process.execPath, ['--enable-source-maps', launcher], {
    env: { PATH: process.env.PATH, DATA_DIR: dataDirectory, LOG_LEVEL: 'warn', ...ports },
    stdio: ['ignore', 'pipe', 'inherit'],
  });
}

/** Resolves when the launcher says that the platform is running. @throws {Error} it ended before */
function serves(launched: ChildProcess): Promise<void> {
  return new Promise((resolve, reject) => {
    let said = '';
    launched.stdout?.setEncoding('utf8').on('data', (text: string) => {
      said += text;
      if (said.includes('Fieldgate is running')) resolve();
    });
    launched.once('exit', (code) => reject(new Error(`The launcher ended with exit code ${code}:\n${said}`)));
  });
}
