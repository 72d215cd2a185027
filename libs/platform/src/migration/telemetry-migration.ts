import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { ClientBase } from 'pg';
import { MigrationOrderError } from './errors.js';
import { MigrationBook, type MigrationRecord, type MigrationResult, runMigrations } from './migration-run.js';
import { type Migration, migrationOf } from './migration-text.js';

const TABLE = `
  CREATE SCHEMA IF NOT EXISTS telemetry;
  CREATE TABLE IF NOT EXISTS telemetry.migration (
    name text PRIMARY KEY,
    sha256 text NOT NULL,
    -- null: begun in several parts, not finished
    applied_at timestamptz,
    failure text
  )`;

const FIND = `
  SELECT sha256, applied_at IS NOT NULL AS applied
  FROM telemetry.migration
  WHERE name = $1`;

const LATEST = `
  SELECT max(name) AS latest
  FROM telemetry.migration`;

const RECORD_APPLIED = `
  INSERT INTO telemetry.migration (name, sha256, applied_at)
  VALUES ($1, $2, clock_timestamp())`;

const RECORD_BEGUN = `
  INSERT INTO telemetry.migration (name, sha256)
  VALUES ($1, $2)`;

const RECORD_FINISHED = `
  UPDATE telemetry.migration
  SET applied_at = clock_timestamp()
  WHERE name = $1`;

const RECORD_FAILED = `
  UPDATE telemetry.migration
  SET failure = $2
  WHERE name = $1`;

class TelemetryBook extends MigrationBook {
  override async open(client: ClientBase): Promise<void> {
    await client.query(TABLE);
  }

  override async find(client: ClientBase, name: string): Promise<MigrationRecord | undefined> {
    const { rows } = await client.query<{ sha256: string; applied: boolean }>(FIND, [name]);
    const [row] = rows;
    if (row) return { state: row.applied ? 'applied' : 'unfinished', sha256: row.sha256 };
    await this.#mustComeNext(client, name);
    return undefined;
  }

  override async recordApplied(client: ClientBase, { name, sha256 }: Migration): Promise<void> {
    await client.query(RECORD_APPLIED, [name, sha256]);
  }

  override async recordBegun(client: ClientBase, { name, sha256 }: Migration): Promise<void> {
    await client.query(RECORD_BEGUN, [name, sha256]);
  }

  override async recordFinished(client: ClientBase, { name }: Migration): Promise<void> {
    await client.query(RECORD_FINISHED, [name]);
  }

  override async recordFailed(client: ClientBase, { name }: Migration, reason: string): Promise<void> {
    await client.query(RECORD_FAILED, [name, reason]);
  }

  override nextStep(name: string): string {
    return (
      `Look at the database, then set applied_at of "${name}" in telemetry.migration if it is all there, or bring back ` +
      'what was there before and delete the row.'
    );
  }

  /** Names are compared as the files are sorted, byte by byte: they begin with four digits. */
  async #mustComeNext(client: ClientBase, name: string): Promise<void> {
    const { rows } = await client.query<{ latest: string | null }>(LATEST);
    const latest = rows[0]?.latest;
    if (typeof latest === 'string' && name < latest) {
      throw new MigrationOrderError(name, `${latest} is applied already; give it a number after that`);
    }
  }
}

const NUMBERED = /^(\d{4})-[a-z0-9-]+\.sql$/;

/**
 * Applies the numbered files of `timescale/`, each once; remembers them in `telemetry.migration`.
 *
 * A migration that is applied and not among the files is none of our business: a newer version of the code has made it.
 *
 * @param client outside any transaction; nobody else uses it meanwhile
 * @param directory folder of `NNNN-name.sql`, applied in the order of their numbers; other kinds of files do not count
 * @throws {MigrationOrderError} a file has no number, the number of another, or one before the latest that is applied
 * @throws {MigrationChangedError} an applied file was changed
 * @throws {MigrationUnfinishedError} one in several parts was begun and not finished
 * @throws {MigrationFailedError} a statement failed; its cause says why
 */
export async function migrateTelemetry(client: ClientBase, directory: string): Promise<MigrationResult> {
  const files = (await readdir(directory)).filter((name) => name.endsWith('.sql')).sort();
  requireNumbers(files);
  const migrations = files.map(async (file) =>
    migrationOf(file.slice(0, -'.sql'.length), await readFile(join(directory, file), 'utf8')),
  );
  return runMigrations(client, new TelemetryBook(), await Promise.all(migrations));
}

function requireNumbers(files: readonly string[]): void {
  const taken = new Map<string, string>();
  for (const file of files) {
    const number = NUMBERED.exec(file)?.[1];
    if (number === undefined) throw new MigrationOrderError(file, 'its name is not four digits, a hyphen and words');
    const other = taken.get(number);
    if (other !== undefined) throw new MigrationOrderError(file, `${other} has the same number`);
    taken.set(number, file);
  }
}
