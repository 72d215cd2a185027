import { claimByTurn } from '#libs/jobs';
import { Prisma, type RegistryDatabase } from '#prisma';
import type { CheckedRow, EarlierRows, HeldImport, Progress } from './import.store.js';
import type { ImportJob, ImportRow } from './import-job.js';
import { importsWhere, rowsOf } from './import-jobs.query.js';

/** What nobody holds while it is received was held by a request that is gone. */
const importTable = {
  name: Prisma.sql`import_job`,
  isOpen: Prisma.sql`j.status IN ('receiving', 'checking', 'applying')`,
  columns: Prisma.sql`id, status = 'applying' AND is_all_or_nothing AS is_whole, attempts`,
};

interface Earlier {
  readonly key: string;
  readonly number: number;
}

/**
 * Imports as the worker sees them.
 *
 * Imports that have something to be done, in the registry.
 */
export class ImportQueue {
  constructor(private readonly database: RegistryDatabase) {}

  /** Takes the import whose turn it is (`claimByTurn`). */
  async claim(now: Date, heldUntil: Date): Promise<HeldImport | undefined> {
    const row = await claimByTurn<{ id: string; is_whole: boolean; attempts: number }>(
      this.database,
      importTable,
      now,
      heldUntil,
    );
    return row && { id: row.id, heldUntil, isWhole: row.is_whole, attempts: row.attempts };
  }

  /**
   * Locks an import in the unit of work. @returns undefined: it is held by somebody else, was canceled or is gone
   */
  async lock({ id, heldUntil }: HeldImport): Promise<ImportJob | undefined> {
    const [job] = await importsWhere(
      this.database,
      Prisma.sql`j.id = ${id}::uuid AND j.held_until = ${heldUntil}::timestamptz
        AND j.status IN ('receiving', 'checking', 'applying')`,
      Prisma.sql`FOR UPDATE OF j`,
    );
    return job;
  }

  /** Lets others take it. */
  async release({ id, heldUntil }: HeldImport): Promise<void> {
    await this.database.client.importJob.updateMany({
      where: { id, heldUntil },
      data: { heldUntil: null, attempts: 0 },
    });
  }

  /** Rows that were not checked yet. */
  unchecked(jobId: string, after: number, limit: number): Promise<readonly ImportRow[]> {
    return rowsOf(this.database, jobId, after, limit, undefined);
  }

  /** Rows that do something. */
  effective(jobId: string, after: number, limit: number): Promise<readonly ImportRow[]> {
    return rowsOf(this.database, jobId, after, limit, ['create', 'change']);
  }

  /** Rows before this one that name one of these. */
  async earlier(
    jobId: string,
    before: number,
    keys: readonly string[],
    secondKeys: readonly string[],
  ): Promise<EarlierRows> {
    const byKey = keys.length === 0 ? [] : await this.#earlier(Prisma.sql`key`, jobId, before, keys);
    const bySecondKey =
      secondKeys.length === 0 ? [] : await this.#earlier(Prisma.sql`second_key`, jobId, before, secondKeys);
    const mapOf = (rows: readonly Earlier[]) => new Map(rows.map(({ key, number }) => [key, number]));
    return { byKey: mapOf(byKey), bySecondKey: mapOf(bySecondKey) };
  }

  /** One search in an index for each name: of a file that is new, statistics know nothing, and a plan could read all of it. */
  #earlier(column: Prisma.Sql, jobId: string, before: number, keys: readonly string[]): Promise<readonly Earlier[]> {
    return this.database.client.$queryRaw<Earlier[]>`
      SELECT wanted.key, min(row.number) AS number
      FROM unnest(${[...keys]}::text[]) AS wanted (key)
      CROSS JOIN LATERAL (
        SELECT r.number FROM import_row r WHERE r.job_id = ${jobId}::uuid AND r.${column} = wanted.key OFFSET 0
      ) row
      WHERE row.number < ${before}
      GROUP BY wanted.key`;
  }

  async save(jobId: string, rows: readonly CheckedRow[]): Promise<void> {
    const found = rows.map(({ number, key, secondKey, warnings, verdict: { outcome, difference, problems } }) => {
      return {
        number,
        key,
        second_key: secondKey,
        outcome,
        difference,
        problems: problems.length > 0 ? problems : null,
        warnings: warnings.length > 0 ? warnings : null,
      };
    });
    await this.database.client.$executeRaw`
      UPDATE import_row
      SET key = found.key, second_key = found.second_key, outcome = found.outcome, difference = found.difference,
          problems = found.problems, warnings = found.warnings
      FROM jsonb_to_recordset(${JSON.stringify(found)}::jsonb)
        AS found (number int, key text, second_key text, outcome text, difference jsonb, problems jsonb,
                  warnings jsonb)
      WHERE import_row.job_id = ${jobId}::uuid AND import_row.number = found.number
        AND import_row.number BETWEEN ${rows[0]?.number ?? 0} AND ${rows.at(-1)?.number ?? 0}`;
  }

  /** Other verdicts on rows that were checked. */
  async correct(jobId: string, rows: readonly Pick<CheckedRow, 'number' | 'verdict'>[]): Promise<void> {
    const found = rows.map(({ number, verdict: { outcome, difference, problems } }) => {
      return { number, outcome, difference, problems: problems.length > 0 ? problems : null };
    });
    await this.database.client.$executeRaw`
      UPDATE import_row
      SET outcome = found.outcome, difference = found.difference, problems = found.problems
      FROM jsonb_to_recordset(${JSON.stringify(found)}::jsonb)
        AS found (number int, outcome text, difference jsonb, problems jsonb)
      WHERE import_row.job_id = ${jobId}::uuid AND import_row.number = found.number
        AND import_row.number BETWEEN ${rows[0]?.number ?? 0} AND ${rows.at(-1)?.number ?? 0}`;
  }

  async advance(jobId: string, { counts, at, ...progress }: Progress): Promise<void> {
    await this.database.client.importJob.update({
      where: { id: jobId },
      data: {
        ...progress,
        attempts: 0,
        createdRows: counts.create,
        changedRows: counts.change,
        unchangedRows: counts.unchanged,
        badRows: counts.bad,
        updatedAt: at,
      },
    });
  }

  async fail(jobId: string, failure: string, at: Date): Promise<void> {
    await this.database.client.importJob.update({
      where: { id: jobId },
      data: { status: 'failed', failure, heldUntil: null, updatedAt: at },
    });
  }
}
