import type { ClientBase } from 'pg';
import { MigrationChangedError, MigrationFailedError, MigrationUnfinishedError } from './errors.js';
import type { Migration } from './migration-text.js';

/** The advisory lock of `prisma migrate`, so that we and it never run at once; we take it for telemetry too. */
const MIGRATION_LOCK = 72_707_369;

/** Names of what was applied now, in order, and how many had been applied before. */
export interface MigrationResult {
  readonly applied: readonly string[];
  readonly already: number;
}

/** What a bookkeeping table says of a migration. */
export type MigrationRecord = { readonly state: 'applied' | 'unfinished'; readonly sha256: string };

/** A bookkeeping table. All of it is called with the migration lock held. */
export abstract class MigrationBook {
  /** Makes the table if it is not there. */
  abstract open(client: ClientBase): Promise<void>;
  abstract find(client: ClientBase, name: string): Promise<MigrationRecord | undefined>;
  /** In the transaction of a migration of one part. */
  abstract recordApplied(client: ClientBase, migration: Migration): Promise<void>;
  /** Before the first of several parts. */
  abstract recordBegun(client: ClientBase, migration: Migration): Promise<void>;
  /** After the last of several parts. */
  abstract recordFinished(client: ClientBase, migration: Migration): Promise<void>;
  /** When one of several parts failed. */
  abstract recordFailed(client: ClientBase, migration: Migration, reason: string): Promise<void>;
  /** What to do about a migration that was begun and not finished, one sentence. */
  abstract nextStep(name: string): string;
}

/**
 * Applies what is not applied yet, in the given order.
 *
 * A migration of one part is one transaction with its record: it is there whole or not at all, and of two runners one
 * applies it and the other finds it done, also on the embedded database, where a transaction excludes everybody.
 *
 * @param client outside any transaction; nobody else uses it meanwhile
 * @throws {MigrationChangedError} {MigrationUnfinishedError} {MigrationFailedError}
 */
export async function runMigrations(
  client: ClientBase,
  book: MigrationBook,
  migrations: readonly Migration[],
): Promise<MigrationResult> {
  await inLockedTransaction(client, () => book.open(client));
  const applied: string[] = [];
  for (const migration of migrations) {
    const apply = migration.parts.length === 1 ? applyWhole : applyInParts;
    if (await apply(client, book, migration)) applied.push(migration.name);
  }
  return { applied, already: migrations.length - applied.length };
}

async function applyWhole(client: ClientBase, book: MigrationBook, migration: Migration): Promise<boolean> {
  return inLockedTransaction(client, async () => {
    if (await isApplied(client, book, migration)) return false;
    await execute(client, migration, 0);
    await book.recordApplied(client, migration);
    return true;
  });
}

/** The lock is the session's, because the parts are transactions of their own; the embedded database has one runner. */
async function applyInParts(client: ClientBase, book: MigrationBook, migration: Migration): Promise<boolean> {
  await client.query('SELECT pg_advisory_lock($1)', [MIGRATION_LOCK]);
  try {
    if (await isApplied(client, book, migration)) return false;
    await book.recordBegun(client, migration);
    for (const part of migration.parts.keys()) {
      try {
        await execute(client, migration, part);
      } catch (failure) {
        await book.recordFailed(client, migration, String((failure as Error).cause));
        throw failure;
      }
    }
    await book.recordFinished(client, migration);
    return true;
  } finally {
    // Fails only with the connection, and then the lock is gone with it: what failed before says more.
    await client.query('SELECT pg_advisory_unlock($1)', [MIGRATION_LOCK]).catch(() => undefined);
  }
}

async function isApplied(client: ClientBase, book: MigrationBook, migration: Migration): Promise<boolean> {
  const record = await book.find(client, migration.name);
  if (!record) return false;
  if (record.state === 'unfinished') throw new MigrationUnfinishedError(migration.name, book.nextStep(migration.name));
  if (record.sha256 !== migration.sha256) {
    throw new MigrationChangedError(migration.name, record.sha256, migration.sha256);
  }
  return true;
}

async function execute(client: ClientBase, { name, parts }: Migration, index: number): Promise<void> {
  const part = parts[index] ?? '';
  if (part === '') return;
  try {
    await client.query(part);
  } catch (cause) {
    throw new MigrationFailedError(name, index + 1, parts.length, { cause });
  }
}

async function inLockedTransaction<Result>(client: ClientBase, work: () => Promise<Result>): Promise<Result> {
  await client.query('BEGIN');
  try {
    // A migration may take as long as it takes; the limit is for statements of the running platform.
    await client.query('SET LOCAL statement_timeout = 0');
    await client.query('SELECT pg_advisory_xact_lock($1)', [MIGRATION_LOCK]);
    const result = await work();
    await client.query('COMMIT');
    return result;
  } catch (failure) {
    // Fails only with the connection, and then it is rolled back all the same: the failure itself says more.
    await client.query('ROLLBACK').catch(() => undefined);
    throw failure;
  }
}
