import { randomBytes } from 'node:crypto';
import { chmodSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { DATABASE_NAME } from '../engine/open-engine.js';
import { LOOPBACK } from '../server.js';

const PASSWORD_BYTES = 32;
const OWNER_ONLY = 0o600;

/**
 * The password of this folder's database: made the first time, base64url of 32 random bytes, readable by its owner only.
 */
export function takePassword(folder: string): string {
  const file = join(folder, 'password');
  try {
    writeFileSync(file, randomBytes(PASSWORD_BYTES).toString('base64url'), { mode: OWNER_ONLY, flag: 'wx' });
  } catch (cause) {
    if ((cause as NodeJS.ErrnoException).code !== 'EEXIST') throw cause;
  }
  const password = readFileSync(file, 'utf8').trim();
  if (password !== '') return password;
  // A crash between making the file and filling it; nobody can have used an empty password.
  rmSync(file);
  return takePassword(folder);
}

const connectionFile = (folder: string) => join(folder, 'connection.json');

/** Tells the processes of this machine how to reach the database, for as long as it runs (libs/platform reads it). */
export function announceConnection(folder: string, port: number, password: string): void {
  const url = `postgresql://${DATABASE_NAME}:${password}@${LOOPBACK}:${port}/${DATABASE_NAME}`;
  const connection = { host: LOOPBACK, port, user: DATABASE_NAME, password, database: DATABASE_NAME, url };
  const draft = `${connectionFile(folder)}.new`;
  writeFileSync(draft, `${JSON.stringify(connection, undefined, 2)}\n`, { mode: OWNER_ONLY });
  chmodSync(draft, OWNER_ONLY);
  renameSync(draft, connectionFile(folder));
}

/** Takes that back: what it says is no longer, or not yet, true. */
export function withdrawConnection(folder: string): void {
  rmSync(connectionFile(folder), { force: true });
}
