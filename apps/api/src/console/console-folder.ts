import { existsSync, readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';

/** What the build writes where an answer's nonce and what the platform says of itself belong (apps/console/index.html). */
const NONCE_PLACE = '__CSP_NONCE__';
const ORIGIN_PLACE = '__PUBLIC_ORIGIN__';
const MAP_STYLE_PLACE = '__MAP_STYLE_URL__';
const MAP_ATTRIBUTION_PLACE = '__MAP_ATTRIBUTION__';

/** Where the console is, and what its document says of the platform. */
export interface ConsoleSettings {
  readonly directory: string;
  /** Scheme, host and port of the platform's own pages. */
  readonly publicOrigin: string;
  /** Somebody else's map; undefined: the console's own. */
  readonly map?: ForeignMap | undefined;
}

/** A map the operator chose. */
export interface ForeignMap {
  /** Of a MapLibre style, or of tiles with {z}, {x} and {y}. */
  readonly styleUrl: string;
  /** What its provider wants to be said. */
  readonly attribution: string;
}

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
 * @returns undefined where nothing was built
 */
export function readConsoleFolder({ directory, publicOrigin, map }: ConsoleSettings): ConsoleFolder | undefined {
  const path = resolve(directory);
  const file = join(path, 'index.html');
  if (!existsSync(file)) return undefined;
  const document = readFileSync(file, 'utf8')
    .replaceAll(ORIGIN_PLACE, publicOrigin)
    .replaceAll(MAP_STYLE_PLACE, attributeText(map?.styleUrl ?? ''))
    .replaceAll(MAP_ATTRIBUTION_PLACE, attributeText(map?.attribution ?? ''));
  return { path, documentWith: (nonce) => document.replaceAll(NONCE_PLACE, nonce) };
}

/** A text as the value of an attribute in double quotes; written through a function, so that no `$` of it means anything. */
const attributeText = (text: string) => () =>
  text.replaceAll('&', '&amp;').replaceAll('"', '&quot;').replaceAll('<', '&lt;');
