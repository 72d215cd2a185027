// `npm run check`: format, lint, types, boundaries, owners of tables, refusals, sizes, unused code, spelling, pages that are made from code.

import { buildTree, installTree } from './lib/prepare-tree.mjs';
import { installed, run } from './lib/tree.mjs';

await installTree();
await buildTree();

const steps = [
  ['format and lint', installed('biome'), ['check', '.']],
  ['types', installed('tsc'), ['--noEmit']],
  [
    'boundaries',
    installed('depcruise'),
    ['apps', 'libs', 'prisma', 'tools', 'test', '--config', '.dependency-cruiser.cjs'],
  ],
  ['owners of tables', process.execPath, ['tools/check-tables.mjs']],
  ['parts of constructors', process.execPath, ['tools/check-constructors.mjs']],
  ['refusals of operations', process.execPath, ['tools/check-refusals.mjs']],
  ['sizes of files', process.execPath, ['tools/check-sizes.mjs']],
  ['unused code', installed('knip'), []],
  ['page of errors', process.execPath, ['tools/errors-page.mjs', '--check']],
  ['page of configuration', process.execPath, ['tools/configuration-page.mjs', '--check']],
  ['page of roles', process.execPath, ['tools/roles-page.mjs', '--check']],
  ['spelling', installed('cspell'), ['lint', '--no-progress', '--no-summary', '.']],
];
const failed = [];
for (const [name, command, commandArguments] of steps) {
  console.log(`── ${name}`);
  if ((await run(command, commandArguments)) !== 0) failed.push(name);
}
if (failed.length > 0) {
  console.error(`\ncheck failed: ${failed.join(', ')}`);
  process.exit(1);
}
