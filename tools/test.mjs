// `npm test`: the whole suite from a fresh clone; `npm test -- path` runs a part. Ends with the line "N passed, N failed".
import { readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { buildTree, installTree } from './lib/prepare-tree.mjs';
import { installed, run } from './lib/tree.mjs';

await installTree();
// Tests start the platform's own processes from dist/.
await buildTree();

const chosen = process.argv.slice(2);
if (chosen.length === 0) {
  const checked = await run(process.execPath, ['tools/check.mjs']);
  if (checked !== 0) {
    console.log('0 passed, 1 failed');
    process.exit(checked);
  }
}
const report = join(tmpdir(), `fieldgate-tests-${process.pid}.json`);
const code = await run(process.execPath, [installed('jest'), ...chosen, '--json', `--outputFile=${report}`]);
const { numPassedTests, numFailedTests, numPendingTests, numRuntimeErrorTestSuites } = JSON.parse(
  readFileSync(report, 'utf8'),
);
rmSync(report);
console.log(
  `${numPassedTests} passed, ${numFailedTests + numRuntimeErrorTestSuites} failed, ${numPendingTests} skipped`,
);
process.exit(code);
