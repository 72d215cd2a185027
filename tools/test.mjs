// `npm test`: the whole suite from a fresh clone; `npm test -- path` runs a part. Ends with the line "N passed, N failed".
import { readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { buildTree, installTree } from './lib/prepare-tree.mjs';
import { isShared, writeSpecGroups } from './lib/spec-groups.mjs';
import { installed, run } from './lib/tree.mjs';
import { startTestDatabases } from './test-databases/start.mjs';

/** A worker that has grown beyond this after a group is replaced by a fresh one. */
const WHOLE = ['--config=jest.groups.config.js', '--workerIdleMemoryLimit=2GB'];
/**
 * How Node runs Jest and its workers: most of what a test makes dies young, in new space of so many MiB, and what collects it
 * beside the test takes time from the other worker, of which there is one a core.
 */
const RUNTIME = ['--max-semi-space-size=64', '--single-threaded-gc'];

await installTree();
// Tests start the platform's own processes from dist/.
await buildTree();
process.env.TREE_IS_BUILT = 'yes';

const chosen = process.argv.slice(2);
const isWhole = chosen.length === 0;
if (isWhole) {
  const checked = await run(process.execPath, ['tools/check.mjs']);
  if (checked !== 0) {
    console.log('0 passed, 1 failed');
    process.exit(checked);
  }
  writeSpecGroups();
}
// A folder of stories is a group as well: they share the platform that is started for the first of them.
const [tree = '', ...more] = chosen;
const isGroup = isShared(tree);
if (isGroup) writeSpecGroups(tree);
const databases = isWhole || isGroup ? await startTestDatabases() : undefined;
if (databases) process.env.TEST_DATABASE_HOST = databases.socket;
const report = join(tmpdir(), `fieldgate-tests-${process.pid}.json`);
const code = await run(process.execPath, [
  ...RUNTIME,
  installed('jest'),
  ...(isWhole ? WHOLE : isGroup ? [...WHOLE, ...more] : chosen),
  '--json',
  `--outputFile=${report}`,
]);
await databases?.stop();
const { numPassedTests, numFailedTests, numPendingTests, numRuntimeErrorTestSuites } = JSON.parse(
  readFileSync(report, 'utf8'),
);
rmSync(report);
console.log(
  `${numPassedTests} passed, ${numFailedTests + numRuntimeErrorTestSuites} failed, ${numPendingTests} skipped`,
);
process.exit(code);
