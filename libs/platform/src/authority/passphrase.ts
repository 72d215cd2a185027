import { randomBytes } from 'node:crypto';
import { dirname } from 'node:path';
import { PassphraseMissingError, PassphraseTooShortError } from './errors.js';
import { makeSecretDirectory, readSecret, SECRET_MODE, writeOnce } from './secret-files.js';

/** Random octets of a passphrase we make: as many as the AES key it protects. */
const MADE_OCTETS = 32;
/** Shortest passphrase we accept from an operator (NIST SP 800-63B-4 §3.1.1.2 asks 15 of a password that stands alone). */
const MINIMUM_CHARACTERS = 15;

/**
 * Reads the passphrase of the authority keys.
 *
 * @returns the file's text without its last line break
 * @throws {PassphraseMissingError} there is no such file
 * @throws {PassphraseTooShortError} fewer than 15 characters
 * @throws {SecretFileExposedError} group or others may read it
 */
export async function readPassphrase(path: string): Promise<string> {
  const text = await readSecret(path);
  if (text === undefined) throw new PassphraseMissingError(path);
  const passphrase = text.replace(/\r?\n$/, '');
  const length = [...passphrase].length;
  if (length < MINIMUM_CHARACTERS) throw new PassphraseTooShortError(path, length, MINIMUM_CHARACTERS);
  return passphrase;
}

/** Writes a random passphrase unless there is one. Only for installations that have no keys yet. */
export async function makePassphrase(path: string): Promise<void> {
  await makeSecretDirectory(dirname(path));
  await writeOnce(path, `${randomBytes(MADE_OCTETS).toString('base64url')}\n`, SECRET_MODE);
}
