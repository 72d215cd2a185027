// `npm start`: from a fresh clone to a running platform; Ctrl-C ends all of it.

import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { buildTree, installTree } from './lib/prepare-tree.mjs';
import { root } from './lib/tree.mjs';

await installTree();
await buildTree();
process.chdir(root);
process.setSourceMapsEnabled(true);
await import(pathToFileURL(join(root, 'dist/apps/launcher/src/main.js')).href);
