import { existsSync, readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';

/** What the build writes where an answer's nonce and the platform's own origin belong (apps/console/index.html). */
const NONCE_PLACE = '__CSP_NONCE__';
const ORIGIN_PLACE = '__PUBLIC_ORIGIN__';

/** The built console: its folder, and its one document. */
export interface ConsoleFolder {
  /** Absolute. */
  readonly path: string;
  /** The document of one answer. */
  documentWith(nonce: string): string;
}

/**
 * Reads the built console.
 *
 * The document is read once: it names the files of the build it belongs to, so after another build the api starts anew.
 *
 * @param publicOrigin scheme, host and port of the platform's own pages
 * @returns undefined where nothing was built
 */
export function readConsoleFolder(directory: string, publicOrigin: string): ConsoleFolder | undefined {
  const path = resolve(directory);
  const file = join(path, 'index.html');
  if (!existsSync(file)) return undefined;
  const document = readFileSync(file, 'utf8').replaceAll(ORIGIN_PLACE, publicOrigin);
  return { path, documentWith: (nonce) => document.replaceAll(NONCE_PLACE, nonce) };
}
