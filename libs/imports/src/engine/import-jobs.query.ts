import type { DecimalSign } from '#libs/contracts/http';
import { organizationId, personId } from '#libs/kernel';
import { Prisma, type RegistryDatabase } from '#prisma';
import type { ImportJob, ImportKind, ImportRow, ImportStatus, RowOutcome } from './import-job.js';

export interface ImportRecord {
  readonly id: string;
  readonly kind: ImportKind;
  readonly organization_id: string;
  readonly organization_path: string;
  readonly organization_name: string;
  readonly created_by_id: string;
  readonly api_key_id: string | null;
  readonly file_name: string | null;
  readonly status: ImportStatus;
  readonly is_all_or_nothing: boolean;
  readonly header: readonly string[];
  readonly decimal_sign: DecimalSign | null;
  readonly total_rows: number;
  readonly checked_rows: number;
  readonly applied_rows: number;
  readonly created_rows: number;
  readonly changed_rows: number;
  readonly unchanged_rows: number;
  readonly bad_rows: number;
  readonly warned_rows: number;
  readonly failure: string | null;
  readonly created_at: Date;
  readonly updated_at: Date;
}

const columns = Prisma.sql`
  j.id, j.kind::text AS kind, j.organization_id, o.path AS organization_path, o.name AS organization_name, j.created_by_id, j.api_key_id,
  j.file_name, j.status::text AS status, j.is_all_or_nothing, j.header, j.decimal_sign, j.total_rows, j.checked_rows, j.applied_rows,
  j.created_rows, j.changed_rows, j.unchanged_rows, j.bad_rows, j.warned_rows, j.failure, j.created_at, j.updated_at`;

/** Imports with where their organizations stand. */
export async function importsWhere(
  { client }: RegistryDatabase,
  condition: Prisma.Sql,
  end: Prisma.Sql,
): Promise<readonly ImportJob[]> {
  const rows = await client.$queryRaw<ImportRecord[]>`
    SELECT ${columns}
    FROM import_job j
    JOIN organization o ON o.id = j.organization_id
    WHERE ${condition}
    ${end}`;
  return rows.map(importFrom);
}

function importFrom(row: ImportRecord): ImportJob {
  return {
    id: row.id,
    kind: row.kind,
    organizationId: organizationId(row.organization_id),
    organizationPath: row.organization_path,
    organizationName: row.organization_name,
    createdById: personId(row.created_by_id),
    apiKeyId: row.api_key_id,
    fileName: row.file_name,
    status: row.status,
    isAllOrNothing: row.is_all_or_nothing,
    header: row.header,
    // Null: of before it was noted, or not received yet.
    decimalSign: row.decimal_sign ?? 'unknown',
    totalRows: row.total_rows,
    checkedRows: row.checked_rows,
    appliedRows: row.applied_rows,
    counts: { create: row.created_rows, change: row.changed_rows, unchanged: row.unchanged_rows, bad: row.bad_rows },
    warnedRows: row.warned_rows,
    failure: row.failure,
    createdAt: row.created_at,
    updatedAt: row.updated_at,
  };
}

interface RowRecord {
  readonly number: number;
  readonly cells: readonly string[];
  readonly outcome: RowOutcome | null;
  readonly difference: ImportRow['difference'];
  readonly problems: ImportRow['problems'] | null;
  readonly warnings: ImportRow['warnings'] | null;
}

/** Rows of an import in the order of the file. */
export async function rowsOf(
  { client }: RegistryDatabase,
  jobId: string,
  after: number,
  limit: number,
  outcomes: readonly RowOutcome[] | undefined,
  warned?: boolean,
): Promise<readonly ImportRow[]> {
  const rows = await client.$queryRaw<RowRecord[]>`
    SELECT number, cells, outcome, difference, problems, warnings
    FROM import_row
    WHERE job_id = ${jobId}::uuid AND number > ${after}
      AND (${outcomes === undefined} OR outcome = ANY (${[...(outcomes ?? [])]}::text[]))
      AND (${warned ?? null}::boolean IS NULL OR (warnings IS NOT NULL) = ${warned ?? null}::boolean)
    ORDER BY number
    LIMIT ${limit}`;
  return rows.map(({ problems, warnings, ...row }) => ({
    ...row,
    problems: problems ?? [],
    warnings: warnings ?? [],
  }));
}
