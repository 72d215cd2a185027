import { existsSync, mkdirSync, renameSync, rmSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { message } from '../wire/backend-messages.js';
import { rowsOf } from '../wire/rows.js';
import { type DiskSync, noDisk, syncFolder } from './durability.js';
import { DATABASE_NAME, openEngine } from './open-engine.js';

const DATABASES_OF_INITDB = ['postgres', 'template1', 'template0'];

/**
 * Makes the data folder if there is none, all or nothing: a process killed on the way leaves nothing that is taken for
 * a database.
 *
 * @returns whether it was made just now; it takes some seconds
 */
export async function initializeFolder(files: string, disk: DiskSync): Promise<boolean> {
  if (existsSync(join(files, 'PG_VERSION'))) return false;
  const draft = `${files}.new`;
  rmSync(draft, { recursive: true, force: true });
  mkdirSync(dirname(draft), { recursive: true });
  await inEngine(draft, undefined, (run) => {
    run(`CREATE ROLE ${DATABASE_NAME} SUPERUSER LOGIN`);
    run(`CREATE DATABASE ${DATABASE_NAME} OWNER ${DATABASE_NAME} TEMPLATE template0`);
  });
  await inEngine(draft, DATABASE_NAME, (run) => {
    run('CREATE EXTENSION timescaledb');
    // Only the database that is open can be vacuumed; an old one beside it would one day stop the transaction counter.
    run('UPDATE pg_database SET datistemplate = false');
    for (const name of DATABASES_OF_INITDB) run(`DROP DATABASE ${name}`);
    run('CREATE SCHEMA upkeep');
    run(JOB_RUN);
    run('CHECKPOINT');
  });
  syncFolder(draft, disk);
  renameSync(draft, files);
  disk.all(dirname(files));
  return true;
}

/** Our own clock for the jobs of TimescaleDB (upkeep/jobs.ts): its scheduler is a background worker, of which there are none here. */
const JOB_RUN = `
  CREATE TABLE upkeep.job_run (
    job_id integer PRIMARY KEY,
    started_at timestamptz NOT NULL,
    -- null while it runs, and when the process died on it
    finished_at timestamptz,
    error text
  )`;

async function inEngine(
  folder: string,
  database: string | undefined,
  work: (run: (sql: string) => void) => void,
): Promise<void> {
  // The folder is brought to the disk as a whole when it is complete.
  const engine = await openEngine({ folder, disk: noDisk, ...(database === undefined ? {} : { database }) });
  work((sql) => void rowsOf(engine.run([message('Q', sql)]).bytes, sql));
  await engine.close();
}
