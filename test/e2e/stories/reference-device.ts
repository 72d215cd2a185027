import { spawn, spawnSync } from 'node:child_process';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Platform } from '../platform/platform.js';

/** The device program of this repository, tried once with the two files as its owner saved them. @returns what it said */
export function tryToSend(
  { folder }: Platform,
  files: { readonly key: string; readonly pem: string },
  port: number,
): string {
  const [keyFile, pemFile] = [join(folder, 'device.key'), join(folder, 'device.pem')];
  writeFileSync(keyFile, files.key, { mode: 0o600 });
  writeFileSync(pemFile, files.pem);
  const command = ['dist/apps/device/src/main.js', '--key', keyFile, '--pem', pemFile, '--port', String(port)];
  const { stdout, stderr } = spawnSync(process.execPath, [...command, '--send-once', '{"load":43}', '--timeout', '1'], {
    encoding: 'utf8',
    timeout: 60_000,
  });
  return stdout + stderr;
}

/** The device program of this repository, running. */
export interface RunningDevice {
  /** What it has said so far. */
  said(): string;
  stop(): Promise<void>;
}

/** Runs the device program with the two files as its owner saved them, until it is stopped. @param options of its command line */
export function runDevice(
  { mqttPort }: Pick<Platform, 'mqttPort'>,
  files: { readonly keyFile: string; readonly pemFile: string },
  options: readonly string[],
): RunningDevice {
  const command = ['dist/apps/device/src/main.js', '--key', files.keyFile, '--pem', files.pemFile];
  const device = spawn(process.execPath, [...command, '--port', String(mqttPort), ...options]);
  let said = '';
  for (const stream of [device.stdout, device.stderr]) stream.on('data', (chunk: Buffer) => (said += chunk.toString()));
  const ended = new Promise<void>((resolve) => device.once('exit', () => resolve()));
  return {
    said: () => said,
    stop: () => {
      device.kill('SIGTERM');
      return ended;
    },
  };
}
