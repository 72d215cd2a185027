import { dirname } from 'node:path';
import { makeSecretDirectory, readSecret, SECRET_MODE, writeOnce } from './authority/secret-files.js';

/** A secret and whether this call made it. */
export interface KeptSecret {
  readonly secret: string;
  readonly made: boolean;
}

/**
 * Reads a secret of the platform's own, or makes it at the first start: a file of mode 0600 in a folder of mode 0700.
 *
 * Of several processes at once all get the same.
 *
 * @param make called at most once, its answer is kept
 * @throws {SecretFileExposedError} group or others may read the file
 */
export async function keepSecret(path: string, make: () => string): Promise<KeptSecret> {
  const present = await readSecret(path);
  if (present !== undefined) return { secret: present.trimEnd(), made: false };
  await makeSecretDirectory(dirname(path));
  const made = await writeOnce(path, `${make()}\n`, SECRET_MODE);
  const written = await readSecret(path);
  if (written === undefined) throw new Error(`${path} was just written and is gone; something removes files there.`);
  return { secret: written.trimEnd(), made };
}
