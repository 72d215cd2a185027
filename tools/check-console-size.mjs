// Holds that no page of the console loads more script at first than its readers should wait for: read from Vite's manifest.
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { BASE, partsOfPages } from './lib/console-words.mjs';
import { root, textOf } from './lib/tree.mjs';

const folder = 'dist/console';
/** Script of a page's first load, bytes after gzip. */
const LIMIT = 300 * 1024;
const manifest = JSON.parse(textOf(join(folder, '.vite/manifest.json')) ?? '{}');
const measured = new Map();

/** Bytes of a file after gzip; most are part of every page. */
function gzipped(file) {
  const known = measured.get(file);
  if (known !== undefined) return known;
  const { length } = gzipSync(readFileSync(join(root, folder, file)), { level: 9 });
  measured.set(file, length);
  return length;
}

/** A chunk and all it imports at once, by their names in the manifest. */
function withImports(name, seen = new Set()) {
  if (seen.has(name)) return seen;
  seen.add(name);
  for (const imported of manifest[name].imports ?? []) withImports(imported, seen);
  return seen;
}

const sizeOf = (names) => [...names].reduce((sum, name) => sum + gzipped(manifest[name].file), 0);

const named = new Map(Object.entries(manifest).map(([name, { file }]) => [file, name]));
const document = textOf(join(folder, 'index.html')) ?? '';
const scripts = [...document.matchAll(/<script type="module"[^>]* src="\/([^"]+)"/g)].flatMap(
  ([, file]) => named.get(file) ?? [],
);
if (scripts.length === 0) {
  console.error(`${folder}/index.html begins with no script that the manifest names: build the console.`);
  process.exit(1);
}
const base = scripts.reduce((seen, name) => withImports(name, seen), new Set());
const lazy = [...new Set([...base].flatMap((name) => manifest[name].dynamicImports ?? []))].filter(
  (name) => !name.startsWith('src/locales/'),
);
const partsOf = partsOfPages();
/** Words in one language, whichever is larger. */
const wordsSize = (parts) =>
  Math.max(...['en', 'pl'].map((language) => sizeOf(parts.map((part) => `src/locales/${language}/${part}.json`))));
const loads = [
  { name: 'index.html', bytes: sizeOf(base) + wordsSize([BASE]) },
  ...lazy.map((name) => ({
    name,
    bytes: sizeOf(new Set([...base, ...withImports(name)])) + wordsSize([BASE, ...(partsOf.get(name)?.needed ?? [])]),
  })),
];
for (const { name, bytes } of loads) console.log(`${name}: ${(bytes / 1024).toFixed(1)} KB`);
const large = loads.filter(({ bytes }) => bytes > LIMIT);
if (large.length > 0) {
  console.error(`More than ${LIMIT / 1024} KB of script (gzip) at first: ${large.map(({ name }) => name).join(', ')}.`);
  process.exit(1);
}
