// Holds that no page of the console loads more script at first than its readers should wait for: read from Vite's manifest.
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { root, textOf } from './lib/tree.mjs';

const folder = 'dist/console';
/** Script of a page's first load, bytes after gzip. */
const LIMIT = 300 * 1024;
/** What a page needs beside its own code: the words of one language, and the larger counts. */
const WORDS = /^src\/locales\//;

const manifest = JSON.parse(textOf(join(folder, '.vite/manifest.json')) ?? '{}');
const gzipped = (file) => gzipSync(readFileSync(join(root, folder, file)), { level: 9 }).length;

/** A chunk and all it imports at once, by their names in the manifest. */
function withImports(name, seen = new Set()) {
  if (seen.has(name)) return seen;
  seen.add(name);
  for (const imported of manifest[name].imports ?? []) withImports(imported, seen);
  return seen;
}

const sizeOf = (names) => [...names].reduce((sum, name) => sum + gzipped(manifest[name].file), 0);

const entry = Object.keys(manifest).find((name) => manifest[name].isEntry);
if (entry === undefined) {
  console.error(`${folder}/.vite/manifest.json names no entry: build the console.`);
  process.exit(1);
}
const base = withImports(entry);
const lazy = manifest[entry].dynamicImports ?? [];
const words = Math.max(0, ...lazy.filter((name) => WORDS.test(name)).map((name) => gzipped(manifest[name].file)));
const pages = lazy.filter((name) => !WORDS.test(name));
const loads = [[entry, base], ...pages.map((name) => [name, new Set([...base, ...withImports(name)])])].map(
  ([name, chunks]) => ({ name, bytes: sizeOf(chunks) + words }),
);
for (const { name, bytes } of loads) console.log(`${name}: ${(bytes / 1024).toFixed(1)} KB`);
const large = loads.filter(({ bytes }) => bytes > LIMIT);
if (large.length > 0) {
  console.error(`More than ${LIMIT / 1024} KB of script (gzip) at first: ${large.map(({ name }) => name).join(', ')}.`);
  process.exit(1);
}
