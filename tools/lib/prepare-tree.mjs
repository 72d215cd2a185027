// Brings a fresh clone to where `node dist/…` works, and does nothing when it is there already.
import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join, relative } from 'node:path';
import { filesBelow, installed, must, root, sourceFiles, stateOf, textOf } from './tree.mjs';

/** The oldest Node that runs this tree: the first with `parentPath` in directory entries and require of ESM in Nest. */
const oldestNode = [20, 19];
const compiled = ['apps', 'libs', 'prisma', 'test/bench'];
const generatedCode = 'prisma/generated';
const generatedClient = `${generatedCode}/client.ts`;

function requireNode() {
  const [major = 0, minor = 0] = process.versions.node.split('.').map(Number);
  if (major > oldestNode[0] || (major === oldestNode[0] && minor >= oldestNode[1])) return;
  console.error(`Fieldgate needs Node.js ${oldestNode.join('.')} or newer, and this is ${process.versions.node}.`);
  process.exit(1);
}

/** What is to be installed: equal as long as neither file says something else. */
const wanted = () =>
  createHash('sha256')
    .update(textOf('package-lock.json') ?? '')
    .update(textOf('package.json') ?? '')
    .digest('hex');

/** Installs when the lock file is not the one that was installed from. */
export async function installTree() {
  requireNode();
  const stamp = 'node_modules/.fieldgate-installed';
  if (textOf(stamp) === wanted()) return;
  console.log('Installing packages (once, about a minute) …');
  // The lock file says what each package is: what npm has in its cache need not be asked for again.
  await must('npm', 'install', '--prefer-offline', '--no-audit', '--no-fund', '--loglevel=error');
  // Of the files as they are now: whatever npm wrote, the next command must not install under a running platform.
  writeFileSync(join(root, stamp), wanted());
}

/** Makes the registry client from prisma/schema.prisma when the schema changed. */
export async function generateClient() {
  const stamp = 'prisma/generated/.schema';
  const schema = textOf('prisma/schema.prisma') ?? '';
  if (existsSync(join(root, generatedClient)) && textOf(stamp) === schema) return;
  await must(installed('prisma'), 'generate', '--no-hints');
  writeFileSync(join(root, stamp), schema);
}

/** The console is no part of what runs on Node.js: Vite builds it (console-build.mjs). */
const isOfConsole = (path) => path.startsWith(join('apps', 'console', ''));

/** Removes compiled files whose source is gone, so that a deleted module cannot live on. */
function removeOrphans() {
  const dist = join(root, 'dist');
  const notCompiled = [join(dist, 'processes'), join(dist, 'console')];
  for (const entry of readdirSync(dist, { withFileTypes: true, recursive: true })) {
    if (!entry.isFile() || !entry.name.endsWith('.js')) continue;
    if (notCompiled.some((folder) => entry.parentPath.startsWith(folder))) continue;
    const output = join(entry.parentPath, entry.name);
    const source = join(root, relative(dist, output).replace(/\.js$/, '.ts'));
    if (existsSync(source)) continue;
    rmSync(output);
    rmSync(`${output}.map`, { force: true });
  }
}

/** Compiles and bundles to dist/ what changed: what runs on Node.js, and the console. */
export async function buildTree() {
  await generateClient();
  await buildProcesses();
  // Loaded here: before the tree is installed there is no Vite.
  const { buildConsole } = await import('./console-build.mjs');
  await buildConsole();
}

async function buildProcesses() {
  const stamp = 'dist/.built';
  const sources = compiled.flatMap(sourceFiles).filter((path) => !isOfConsole(path));
  const state = stateOf([...sources, '.swcrc', 'package.json', 'tools/lib/compile.mjs', 'tools/lib/bundle.mjs']);
  if (textOf(stamp) === state) return;
  // Loaded here: before the tree is installed there is neither swc nor esbuild.
  const { compile } = await import('./compile.mjs');
  await compile([...sources, ...filesBelow(generatedCode)].filter((path) => path.endsWith('.ts')));
  removeOrphans();
  const { bundleProcesses } = await import('./bundle.mjs');
  await bundleProcesses();
  mkdirSync(dirname(join(root, stamp)), { recursive: true });
  writeFileSync(join(root, stamp), state);
}
