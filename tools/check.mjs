// `npm run check`: format, lint, types, boundaries, owners of tables, refusals, sizes (of files and of the console), unused code, spelling, pages that are made from code.
import { availableParallelism } from 'node:os';
import { join } from 'node:path';
import { buildTree, installTree } from './lib/prepare-tree.mjs';
import { installed, root, runQuietly } from './lib/tree.mjs';

await installTree();
await buildTree();

/** TypeScript 7, in machine code. `typescript` is version 6, by whose API our tools and others' read sources. */
const tsc = join(root, 'node_modules/@typescript/native/bin/tsc');
/** What takes longest first: what begins last has a core to itself. */
const steps = [
  ['spelling', installed('cspell'), ['lint', '--no-progress', '--no-summary', '.']],
  ['format and lint', installed('biome'), ['check', '.']],
  ['types', process.execPath, [tsc, '--noEmit']],
  ['types of the console', process.execPath, [tsc, '-p', 'apps/console']],
  [
    'boundaries',
    installed('depcruise'),
    ['apps', 'libs', 'prisma', 'tools', 'test', '--config', '.dependency-cruiser.cjs'],
  ],
  ['owners of tables', process.execPath, ['tools/check-tables.mjs']],
  ['parts of constructors', process.execPath, ['tools/check-constructors.mjs']],
  ['refusals of operations', process.execPath, ['tools/check-refusals.mjs']],
  ['sizes of files', process.execPath, ['tools/check-sizes.mjs']],
  ['size of the console', process.execPath, ['tools/check-console-size.mjs']],
  ['unused code', installed('knip'), []],
  ['page of errors', process.execPath, ['tools/errors-page.mjs', '--check']],
  ['page of configuration', process.execPath, ['tools/configuration-page.mjs', '--check']],
  ['page of roles', process.execPath, ['tools/roles-page.mjs', '--check']],
];
const failed = [];
const waiting = [...steps];

/** Takes one step after the other until none is left. What a step says is shown as a whole when it has ended. */
async function work() {
  for (let step = waiting.shift(); step; step = waiting.shift()) {
    const [name, command, commandArguments] = step;
    const { code, output } = await runQuietly(command, commandArguments);
    console.log(`── ${name}\n${output.trim()}`);
    if (code !== 0) failed.push(name);
  }
}

await Promise.all(Array.from({ length: availableParallelism() }, work));
if (failed.length > 0) {
  console.error(`\ncheck failed: ${failed.join(', ')}`);
  process.exit(1);
}
