// What the tools know of the tree, and how they run a command in it. Plain JavaScript: it runs before anything is built.
import { spawn } from 'node:child_process';
import { existsSync, readdirSync, readFileSync, statSync } from 'node:fs';
import { join, relative } from 'node:path';
import { fileURLToPath } from 'node:url';

/** The top of the tree, absolute. */
export const root = fileURLToPath(new URL('../..', import.meta.url));

/** A command of an installed package, absolute. */
export const installed = (name) => join(root, 'node_modules', '.bin', name);

/**
 * Runs a command with the terminal attached.
 *
 * @returns {Promise<number>} its exit code; 128 + n when signal n ended it
 */
export function run(command, commandArguments, environment = {}) {
  return new Promise((resolve, reject) => {
    const child = spawn(command, commandArguments, {
      cwd: root,
      stdio: 'inherit',
      env: { ...process.env, ...environment },
    });
    child.on('error', reject);
    child.on('exit', (code, signal) => resolve(code ?? (signal === 'SIGINT' ? 130 : 143)));
  });
}

/** The longest of the tools takes half a minute; one that hangs is to be named, not waited for. */
const HANGS_MS = 600_000;

/**
 * Runs a command whose output is kept, so that several can run side by side; one that takes ten minutes is ended.
 *
 * @returns {Promise<{code: number, output: string}>} its exit code, 1 when a signal ended it, and what it said
 */
export function runQuietly(command, commandArguments) {
  return new Promise((resolve, reject) => {
    const child = spawn(command, commandArguments, {
      cwd: root,
      stdio: ['ignore', 'pipe', 'pipe'],
      timeout: HANGS_MS,
      killSignal: 'SIGKILL',
    });
    const chunks = [];
    for (const stream of [child.stdout, child.stderr]) stream.on('data', (chunk) => chunks.push(chunk));
    child.on('error', reject);
    child.on('close', (code) => resolve({ code: code ?? 1, output: Buffer.concat(chunks).toString('utf8') }));
  });
}

/** Runs a command and ends this process with its code if it failed. */
export async function must(command, ...commandArguments) {
  const code = await run(command, commandArguments);
  if (code !== 0) process.exit(code);
}

/** All files below a folder of the tree, sorted, generated ones left out. */
export const allFiles = (folder) => filesBelow(folder).filter((path) => !path.includes('generated'));

/** The same with those that are made from others. */
export function filesBelow(folder) {
  const top = join(root, folder);
  if (!existsSync(top)) return [];
  return readdirSync(top, { withFileTypes: true, recursive: true })
    .filter((entry) => entry.isFile() && /\.(tsx?|json|sql|prisma)$/.test(entry.name))
    .map((entry) => relative(root, join(entry.parentPath, entry.name)))
    .filter((path) => !path.includes('node_modules'))
    .sort();
}

/** The same without test files. */
export const sourceFiles = (folder) => allFiles(folder).filter((path) => !/\.spec\.tsx?$/.test(path));

/** One line a file (path, size, time of change): equal as long as nothing was touched. */
export function stateOf(paths) {
  return paths
    .map((path) => {
      const { size, mtimeMs } = statSync(join(root, path));
      return `${path} ${size} ${mtimeMs}`;
    })
    .join('\n');
}

/** What the file says, or undefined when it is not there. */
export function textOf(path) {
  return existsSync(join(root, path)) ? readFileSync(join(root, path), 'utf8') : undefined;
}
