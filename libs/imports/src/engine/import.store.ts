import type { DecimalSign } from '#libs/contracts/http';
import { organizationsIn } from '#libs/identity';
import type { HeldJob } from '#libs/jobs';
import type { OrganizationId, PersonId } from '#libs/kernel';
import { Prisma, type RegistryDatabase } from '#prisma';
import { TooManyImportsError } from './import.errors.js';
import {
  finalStatuses,
  type ImportJob,
  type ImportStatus,
  importLimits,
  type OutcomeCounts,
  type RowOutcome,
  type RowProblem,
  type Verdict,
} from './import-job.js';
import { importsWhere, rowsOf } from './import-jobs.query.js';

/** An import as it begins. */
export type NewImport = Pick<
  ImportJob,
  'id' | 'kind' | 'organizationId' | 'createdById' | 'apiKeyId' | 'fileName' | 'isAllOrNothing' | 'header' | 'createdAt'
> & { readonly heldUntil: Date };

/** What is known of a file once all of it was read. */
export interface ReceivedFile {
  readonly totalRows: number;
  readonly sha256: Buffer;
  readonly decimalSign: DecimalSign;
}

export interface ImportSelection {
  /** Subtrees in which something may be seen at all. */
  readonly paths: readonly string[];
  /** Subtrees in which everybody's imports are seen; elsewhere one's own. */
  readonly administered: readonly string[];
  readonly own: { readonly personId: PersonId; readonly apiKeyId: string | null };
  readonly organizationId?: OrganizationId | undefined;
  readonly status?: ImportStatus | undefined;
  /** Id of the last one of the page before. */
  readonly before?: string | undefined;
  readonly limit: number;
}

export interface RowSelection {
  readonly jobId: string;
  readonly outcome?: RowOutcome | undefined;
  /** Those with warnings alone, or those without. */
  readonly warned?: boolean | undefined;
  /** Number of the last one of the page before; 0: from the first. */
  readonly after: number;
  readonly limit: number;
}

/** A row after it was checked. */
export interface CheckedRow {
  readonly number: number;
  readonly key: string | null;
  readonly secondKey: string | null;
  readonly verdict: Verdict;
  readonly warnings: readonly RowProblem[];
}

/** An import that somebody works on. */
export interface HeldImport extends HeldJob {
  /** It is being applied, all of it or nothing: in one unit of work. */
  readonly isWhole: boolean;
}

/** The first rows of a file that name something. */
export interface EarlierRows {
  readonly byKey: ReadonlyMap<string, number>;
  readonly bySecondKey: ReadonlyMap<string, number>;
}

/** What a batch changes about its import. */
export interface Progress {
  readonly status: ImportStatus;
  readonly checkedRows: number;
  readonly appliedRows: number;
  readonly counts: OutcomeCounts;
  readonly warnedRows: number;
  /** Null: nobody works on it until something is asked for. */
  readonly heldUntil: Date | null;
  readonly at: Date;
}

/**
 * Imports as those who start them see them.
 *
 * Imports in the registry's tables `import_job` and `import_row`.
 */
export class ImportStore {
  constructor(private readonly database: RegistryDatabase) {}

  /** @throws {TooManyImportsError} the organization has too many that are not at their end */
  async add({ heldUntil, ...job }: NewImport): Promise<void> {
    await this.database.run(async () => {
      const { client } = this.database;
      // Two that begin at once would not see each other's row.
      await client.$executeRaw`SELECT id FROM organization WHERE id = ${job.organizationId}::uuid FOR NO KEY UPDATE`;
      const unfinished = await client.importJob.count({
        where: { organizationId: job.organizationId, status: { notIn: [...finalStatuses] } },
      });
      if (unfinished >= importLimits.unfinished) throw new TooManyImportsError(importLimits.unfinished);
      await client.$executeRaw`
        INSERT INTO import_job (id, kind, organization_id, created_by_id, api_key_id, file_name, status,
                                is_all_or_nothing, header, held_until, created_at, updated_at)
        VALUES (${job.id}::uuid, ${job.kind}::import_kind, ${job.organizationId}::uuid, ${job.createdById}::uuid,
                ${job.apiKeyId}::uuid, ${job.fileName}, 'receiving', ${job.isAllOrNothing}, ${[...job.header]}::text[],
                ${heldUntil}::timestamptz, ${job.createdAt}::timestamptz, ${job.createdAt}::timestamptz)`;
    });
  }

  /** @param first number of the first of these rows */
  async addRows(id: string, first: number, rows: readonly (readonly string[])[], heldUntil: Date) {
    const { client } = this.database;
    await client.$executeRaw`
      WITH held AS (UPDATE import_job SET held_until = ${heldUntil}::timestamptz WHERE id = ${id}::uuid RETURNING id)
      INSERT INTO import_row (job_id, number, cells)
      SELECT held.id, ${first}::int + row.place::int - 1,
             ARRAY(SELECT cell.text FROM jsonb_array_elements_text(row.cells) WITH ORDINALITY AS cell (text, place)
                   ORDER BY cell.place)
      FROM held, jsonb_array_elements(${JSON.stringify(rows)}::jsonb) WITH ORDINALITY AS row (cells, place)`;
  }

  /** The file is whole: its rows can be checked. @returns false: the import is gone */
  async received(id: string, { sha256, ...file }: ReceivedFile, at: Date): Promise<boolean> {
    const { count } = await this.database.client.importJob.updateMany({
      where: { id, status: 'receiving' },
      data: { ...file, status: 'checking', sha256: Uint8Array.from(sha256), heldUntil: null, updatedAt: at },
    });
    return count === 1;
  }

  async remove(id: string): Promise<void> {
    await this.database.client.importJob.deleteMany({ where: { id } });
  }

  async find(id: string): Promise<ImportJob | undefined> {
    const [job] = await importsWhere(this.database, Prisma.sql`j.id = ${id}::uuid`, Prisma.empty);
    return job;
  }

  /** As `find`, once nobody else works on it; for the unit of work. */
  async lock(id: string): Promise<ImportJob | undefined> {
    const [job] = await importsWhere(this.database, Prisma.sql`j.id = ${id}::uuid`, Prisma.sql`FOR UPDATE OF j`);
    return job;
  }

  async change(id: string, status: ImportStatus, at: Date): Promise<void> {
    await this.database.client.importJob.update({ where: { id }, data: { status, heldUntil: null, updatedAt: at } });
  }

  /** Newest first. */
  list(selection: ImportSelection): Promise<readonly ImportJob[]> {
    const { paths, administered, own, organizationId, status, before, limit } = selection;
    return importsWhere(
      this.database,
      Prisma.sql`j.organization_id IN (${organizationsIn(paths, organizationId)})
        AND (j.organization_id IN (${organizationsIn(administered)})
             OR j.created_by_id = ${own.personId}::uuid
                AND (${own.apiKeyId}::uuid IS NULL OR j.api_key_id = ${own.apiKeyId}::uuid))
        AND (${status ?? null}::text IS NULL OR j.status = ${status ?? null}::import_status)
        AND (${before ?? null}::uuid IS NULL OR j.id < ${before ?? null}::uuid)`,
      Prisma.sql`ORDER BY j.id DESC LIMIT ${limit}`,
    );
  }

  /** In the order of the file. */
  rows({ jobId, outcome, warned, after, limit }: RowSelection) {
    return rowsOf(this.database, jobId, after, limit, outcome && [outcome], warned);
  }
}
