import { randomUUID } from 'node:crypto';
import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { ClientBase } from 'pg';
import { MigrationBook, type MigrationRecord, type MigrationResult, runMigrations } from './migration-run.js';
import { type Migration, migrationOf } from './migration-text.js';

/** Prisma's own bookkeeping table (Prisma 7.10), column for column. */
const TABLE = `
  CREATE TABLE IF NOT EXISTS _prisma_migrations (
    id varchar(36) PRIMARY KEY NOT NULL,
    checksum varchar(64) NOT NULL,
    finished_at timestamptz,
    migration_name varchar(255) NOT NULL,
    logs text,
    rolled_back_at timestamptz,
    started_at timestamptz NOT NULL DEFAULT now(),
    applied_steps_count integer NOT NULL DEFAULT 0
  )`;

const FIND = `
  SELECT checksum, finished_at IS NOT NULL AS finished
  FROM _prisma_migrations
  WHERE migration_name = $1
    AND rolled_back_at IS NULL
  ORDER BY started_at DESC
  LIMIT 1`;

const RECORD_APPLIED = `
  INSERT INTO _prisma_migrations (id, checksum, migration_name, finished_at, applied_steps_count)
  VALUES ($1, $2, $3, clock_timestamp(), 1)`;

const RECORD_BEGUN = `
  INSERT INTO _prisma_migrations (id, checksum, migration_name)
  VALUES ($1, $2, $3)`;

const RECORD_FINISHED = `
  UPDATE _prisma_migrations
  SET finished_at = clock_timestamp(), applied_steps_count = 1
  WHERE migration_name = $1 AND finished_at IS NULL AND rolled_back_at IS NULL`;

const RECORD_FAILED = `
  UPDATE _prisma_migrations
  SET logs = $2
  WHERE migration_name = $1 AND finished_at IS NULL AND rolled_back_at IS NULL`;

class PrismaBook extends MigrationBook {
  override async open(client: ClientBase): Promise<void> {
    await client.query(TABLE);
  }

  override async find(client: ClientBase, name: string): Promise<MigrationRecord | undefined> {
    const { rows } = await client.query<{ checksum: string; finished: boolean }>(FIND, [name]);
    const [row] = rows;
    return row && { state: row.finished ? 'applied' : 'unfinished', sha256: row.checksum };
  }

  override async recordApplied(client: ClientBase, { name, sha256 }: Migration): Promise<void> {
    await client.query(RECORD_APPLIED, [randomUUID(), sha256, name]);
  }

  override async recordBegun(client: ClientBase, { name, sha256 }: Migration): Promise<void> {
    await client.query(RECORD_BEGUN, [randomUUID(), sha256, name]);
  }

  override async recordFinished(client: ClientBase, { name }: Migration): Promise<void> {
    await client.query(RECORD_FINISHED, [name]);
  }

  override async recordFailed(client: ClientBase, { name }: Migration, reason: string): Promise<void> {
    await client.query(RECORD_FAILED, [name, reason]);
  }

  override nextStep(name: string): string {
    return `Look at the database, then say "npx prisma migrate resolve" with --applied ${name} or --rolled-back ${name}.`;
  }
}

/**
 * Applies `prisma/migrations` as `prisma migrate deploy` does, with the same bookkeeping and without its engine.
 *
 * Unlike it, a migration that fails leaves nothing behind, not even a record of the failure: correct it and start again.
 *
 * @param client outside any transaction; nobody else uses it meanwhile
 * @param directory folder of folders, each with a `migration.sql`, applied in the order of their names
 * @throws {MigrationChangedError} an applied file was changed
 * @throws {MigrationUnfinishedError} one in several parts was begun and not finished
 * @throws {MigrationFailedError} a statement failed; its cause says why
 */
export async function migrateRegistry(client: ClientBase, directory: string): Promise<MigrationResult> {
  const entries = await readdir(directory, { withFileTypes: true });
  const names = entries.filter((entry) => entry.isDirectory()).map((entry) => entry.name);
  const migrations = names
    .sort()
    .map(async (name) => migrationOf(name, await readFile(join(directory, name, 'migration.sql'), 'utf8')));
  return runMigrations(client, new PrismaBook(), await Promise.all(migrations));
}
