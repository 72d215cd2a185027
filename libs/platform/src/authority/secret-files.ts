import { randomBytes } from 'node:crypto';
import { type FileHandle, link, mkdir, open, rename, rm, stat } from 'node:fs/promises';
import { basename, dirname, join } from 'node:path';
import { AuthorityDamagedError, SecretFileExposedError } from './errors.js';

/** Owner only. */
export const SECRET_MODE = 0o600;
const DIRECTORY_MODE = 0o700;
const OTHERS = 0o077;
/** Keys, certificates and passphrases take a few KiB. */
const MAXIMUM_OCTETS = 64 * 1024;

/** Makes the directory and its parents if they are missing, for the owner alone. One that exists keeps its mode. */
export async function makeSecretDirectory(path: string): Promise<void> {
  await mkdir(path, { recursive: true, mode: DIRECTORY_MODE });
}

/**
 * Reads a file that nobody but its owner may read. On Windows, where modes say nothing, the mode is not looked at.
 *
 * @returns its text (UTF-8), or `undefined` if there is no such file
 * @throws {SecretFileExposedError} group or others may read it
 */
export function readSecret(path: string): Promise<string | undefined> {
  return readBounded(path, (mode) => {
    if (process.platform !== 'win32' && (mode & OTHERS) !== 0) throw new SecretFileExposedError(path, mode);
  });
}

/** Reads a file of a few KiB that anybody may read; `undefined` if there is no such file. */
export function readPublic(path: string): Promise<string | undefined> {
  return readBounded(path, () => undefined);
}

async function readBounded(path: string, checkMode: (mode: number) => void): Promise<string | undefined> {
  const file = await openIfThere(path);
  if (!file) return undefined;
  try {
    const { mode, size } = await file.stat(); // of what was opened, not of what the path names by now
    checkMode(mode);
    if (size > MAXIMUM_OCTETS) throw new AuthorityDamagedError(path);
    return await file.readFile('utf8');
  } finally {
    await file.close();
  }
}

async function openIfThere(path: string): Promise<FileHandle | undefined> {
  try {
    return await open(path, 'r');
  } catch (cause) {
    if (isCode(cause, 'ENOENT')) return undefined;
    throw cause;
  }
}

/** Whether the path names something. */
export async function exists(path: string): Promise<boolean> {
  try {
    await stat(path);
    return true;
  } catch (cause) {
    if (isCode(cause, 'ENOENT')) return false;
    throw cause;
  }
}

/**
 * Writes a file unless it exists: whole and durable, or not at all. Of several processes the first wins.
 *
 * @param mode permission bits, whatever the umask
 * @returns whether this call wrote it
 */
export async function writeOnce(path: string, content: string, mode: number): Promise<boolean> {
  const temporary = await writeTemporary(path, content, mode);
  try {
    await link(temporary, path); // unlike rename, refuses to replace
  } catch (cause) {
    if (isCode(cause, 'EEXIST')) return false;
    throw cause;
  } finally {
    await rm(temporary, { force: true });
  }
  await syncDirectory(dirname(path));
  return true;
}

/** Writes a file or replaces it: afterwards it is the old one or the new one, whole and durable. */
export async function replace(path: string, content: string, mode: number): Promise<void> {
  const temporary = await writeTemporary(path, content, mode);
  try {
    await rename(temporary, path);
  } catch (cause) {
    await rm(temporary, { force: true });
    throw cause;
  }
  await syncDirectory(dirname(path));
}

/** Appends one line and waits until it is durable. */
export async function appendLine(path: string, line: string, mode: number): Promise<void> {
  const file = await open(path, 'a', mode);
  try {
    await file.write(`${line}\n`);
    await file.sync();
  } finally {
    await file.close();
  }
}

async function writeTemporary(path: string, content: string, mode: number): Promise<string> {
  const temporary = join(dirname(path), `.${basename(path)}.${randomBytes(6).toString('hex')}.tmp`);
  const file = await open(temporary, 'wx', mode);
  try {
    await file.chmod(mode);
    await file.writeFile(content);
    await file.sync();
  } finally {
    await file.close();
  }
  return temporary;
}

/** Makes a new name in the directory durable. Windows cannot open directories and needs no such step. */
async function syncDirectory(path: string): Promise<void> {
  if (process.platform === 'win32') return;
  const directory = await open(path, 'r');
  try {
    await directory.sync();
  } finally {
    await directory.close();
  }
}

function isCode(cause: unknown, code: string): boolean {
  return (cause as NodeJS.ErrnoException).code === code;
}
