// Builds the console to dist/console when a source of it changed, and compresses its files once for all who load them.
import { existsSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { availableParallelism } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { brotliCompress, constants, gzip } from 'node:zlib';
import { installed, must, root, sourceFiles, stateOf, textOf } from './tree.mjs';

const brotli = promisify(brotliCompress);
const gzipped = promisify(gzip);
const folder = 'dist/console';
/** Beside dist/console, which Vite empties. */
const stamp = 'dist/.console-built';
/** Libraries whose sources go into the console. */
const libraries = ['libs/contracts', 'libs/kernel'];
/** Made by the build of its own code (basemap/plugin.ts), so it says nothing that the code does not. */
const MADE = join('apps', 'console', 'basemap', 'world.json');
const BROTLI = { params: { [constants.BROTLI_PARAM_QUALITY]: constants.BROTLI_MAX_QUALITY } };

export async function buildConsole() {
  const state = stateOf(sources());
  if (textOf(stamp) === state && existsSync(join(root, folder, 'index.html'))) return;
  await must(installed('vite'), 'build', '--config', 'apps/console/vite.config.ts', '--logLevel', 'warn');
  await compressAssets();
  writeFileSync(join(root, stamp), state);
}

function sources() {
  const styles = ['apps/console/src', 'apps/console/public'].flatMap((top) =>
    readdirSync(join(root, top), { withFileTypes: true, recursive: true })
      .filter((entry) => entry.isFile() && /\.(css|js|svg|webmanifest)$/.test(entry.name))
      .map((entry) => join(entry.parentPath, entry.name).slice(root.length)),
  );
  const code = ['apps/console', ...libraries].flatMap(sourceFiles).filter((path) => path !== MADE);
  const articles = readdirSync(join(root, 'docs/help'), { recursive: true })
    .filter((name) => name.endsWith('.md'))
    .map((name) => join('docs/help', name));
  return [...code, ...styles, ...articles, 'apps/console/index.html', 'package.json'].sort();
}

/** Their names change with their content, so the best compression is paid for once. One file each core at a time. */
async function compressAssets() {
  const assets = join(root, folder, 'built');
  const waiting = readdirSync(assets).filter((file) => /\.(js|css|svg|json)$/.test(file));
  const work = async () => {
    for (let name = waiting.pop(); name !== undefined; name = waiting.pop()) await compress(join(assets, name));
  };
  await Promise.all(Array.from({ length: availableParallelism() }, work));
}

async function compress(file) {
  const content = readFileSync(file);
  writeFileSync(`${file}.br`, await brotli(content, BROTLI));
  writeFileSync(`${file}.gz`, await gzipped(content, { level: 9 }));
}
