// `node tools/run.mjs apps/device/src/main --help`: builds if needed, then runs the compiled module with the arguments.
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { buildTree, installTree } from './lib/prepare-tree.mjs';
import { root } from './lib/tree.mjs';

const [module, ...rest] = process.argv.slice(2);
if (!module) {
  console.error('Say which module to run: node tools/run.mjs apps/device/src/main [arguments].');
  process.exit(2);
}
await installTree();
await buildTree();
process.setSourceMapsEnabled(true);
const entry = join(root, 'dist', `${module}.js`);
process.argv = [process.argv[0], entry, ...rest];
await import(pathToFileURL(entry).href);
