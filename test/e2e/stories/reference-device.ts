import { spawnSync } from 'node:child_process';
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
