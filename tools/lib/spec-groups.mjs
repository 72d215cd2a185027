// The whole suite in few test files: Jest loads every module anew for each file it runs, which for most of ours takes longer
// than their tests do. A group requires its specs one by one, each in a `describe` of its own, so that hooks stay its own.
import { mkdirSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { basename, join, relative } from 'node:path';
import { root } from './tree.mjs';

const folder = 'dist/spec-groups';
/** When a test of a group hangs, milliseconds: the longest any spec asks for, since one limit holds for all of a file. */
const HANGS_MS = 300_000;

/** All in one group: a platform takes longer to start than most stories. */
const stories = { module: 'test/e2e/stories/story.ts', before: 'shareStories', after: 'endSharing' };

/**
 * In the order they run, how many specs make a group, and what a group does before and after all of them. The stories in a browser
 * take longest and keep more than one core busy: they begin when no spec is left beside them that kills processes, and early enough
 * that others still run when they end.
 */
const rings = [
  {
    name: 'first-start',
    begin: /^test\/e2e\/(main-flow|walk-through)\.spec/,
    size: 2,
    around: { module: 'test/e2e/platform/first-start.ts', before: 'sharePlatform', after: 'endSharing' },
  },
  { name: 'e2e', begin: /^test\/e2e\/(?!stories\/)/, size: 1 },
  {
    name: 'fleet-api',
    begin: /^test\/integration\/api-fleet\//,
    size: 11,
    around: { module: 'test/integration/api-fleet/running-fleet.ts', before: 'shareFleetApi', after: 'endSharing' },
  },
  {
    name: 'identity-api',
    begin: /^test\/integration\/api-identity\//,
    size: 11,
    around: { module: 'test/integration/api-identity/running-api.ts', before: 'shareApi', after: 'endSharing' },
  },
  {
    name: 'fleet',
    begin: /^test\/integration\/fleet\//,
    size: 12,
    around: { module: 'test/integration/fleet/fleet-under-test.ts', before: 'shareFleet', after: 'endSharing' },
  },
  { name: 'browser', begin: /^test\/browser\//, size: 40, around: stories },
  { name: 'stories', begin: /^test\/e2e\/stories\//, size: 40, around: stories },
  { name: 'integration', begin: /^test\//, size: 16 },
  { name: 'console', begin: /^apps\/console\/.*\.tsx$/, size: 40, environment: 'jsdom' },
  { name: 'unit', begin: /^/, size: 40 },
];

/** Whether the specs below a folder, such as `test/browser`, share what their group does before them. */
export const isShared = (tree) =>
  !tree.endsWith('.ts') && rings.some(({ around, begin }) => around && begin.test(join(tree, '/')));

/**
 * Writes the groups to dist/spec-groups; their names sort in the order they are to run.
 *
 * @param tree the folder of the specs that are meant; without one, all
 */
export function writeSpecGroups(tree) {
  rmSync(join(root, folder), { recursive: true, force: true });
  mkdirSync(join(root, folder), { recursive: true });
  let number = 10;
  for (const { ring, group } of groups(tree)) {
    const name = group.length === 1 ? basename(group[0]).replace(/\.spec\.tsx?$/, '') : ring.name;
    writeFileSync(join(root, folder, `${number}-${name}.js`), `${docblockOf(ring)}${textOf(group, ring)}`);
    number += 1;
  }
}

function* groups(tree) {
  let left = specFiles().filter((file) => tree === undefined || file.startsWith(join(tree, '/')));
  for (const ring of rings) {
    const { begin, size } = ring;
    const ofRing = left.filter((file) => begin.test(file));
    left = left.filter((file) => !begin.test(file));
    const count = Math.ceil(ofRing.length / size);
    // Every n-th, not neighbors: specs that take long stand side by side in the tree.
    for (let n = 0; n < count; n += 1) yield { ring, group: ofRing.filter((_, place) => place % count === n) };
  }
}

function specFiles() {
  return ['apps', 'libs', 'test', 'tools'].flatMap((top) =>
    readdirSync(join(root, top), { withFileTypes: true, recursive: true })
      .filter((entry) => entry.isFile() && /\.spec\.tsx?$/.test(entry.name))
      .map((entry) => relative(root, join(entry.parentPath, entry.name)))
      .sort(),
  );
}

/** By it Jest knows what the specs of a group run in, if not in Node.js; of each spec it reads only its own file's. */
const docblockOf = ({ environment }) => (environment ? `/** @jest-environment ${environment} */\n` : '');

function textOf(group, { around }) {
  const quoted = (file) => JSON.stringify(relative(join(root, folder), join(root, file)));
  if (group.length === 1) return `require(${quoted(group[0])});\n`;
  const specs = group.map((file) => `describe(${JSON.stringify(file)}, () => void require(${quoted(file)}));\n`);
  const hooks = around
    ? [
        `beforeAll(() => require(${quoted(around.module)}).${around.before}(), ${HANGS_MS});\n`,
        `afterAll(() => require(${quoted(around.module)}).${around.after}(), ${HANGS_MS});\n`,
      ]
    : [];
  return `${[...hooks, ...specs].join('')}jest.setTimeout(${HANGS_MS});\n`;
}
