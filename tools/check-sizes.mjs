// Holds that no file, source or test, grows past the size at which a second subject has moved in.
import { allFiles, textOf } from './lib/tree.mjs';

/** Lines of a file; doors, which only list names, are left out. At half of it, look for the second subject. */
const LIMIT = 300;

const files = ['apps', 'libs', 'prisma', 'tools', 'test']
  .flatMap(allFiles)
  .filter((path) => /(?<!\/index)\.tsx?$/.test(path));
const sizes = files.map((path) => ({ path, lines: textOf(path).split('\n').length - 1 }));
const large = sizes.filter(({ lines }) => lines > LIMIT);
if (process.argv.includes('--list')) {
  const sorted = sizes.map(({ lines }) => lines).sort((a, b) => a - b);
  const at = (share) => sorted[Math.floor((sorted.length - 1) * share)];
  console.log(`${sorted.length} files, median ${at(0.5)} lines, p90 ${at(0.9)}, largest ${at(1)}`);
}
if (large.length > 0) {
  console.error(
    large.map(({ path, lines }) => `${path} has ${lines} lines, the limit is ${LIMIT}: part it.`).join('\n'),
  );
  process.exit(1);
}
