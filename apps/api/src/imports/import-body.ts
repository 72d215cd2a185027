import type { ImportBody, ImportRowBody } from '#libs/contracts/http';
import type { ImportJob, ImportRow } from '#libs/imports';

/** An import as the API shows it. */
export function importBody(job: ImportJob): ImportBody {
  return {
    id: job.id,
    kind: job.kind,
    organizationId: job.organizationId,
    organizationName: job.organizationName,
    mode: job.isAllOrNothing ? 'all-or-nothing' : 'best-effort',
    fileName: job.fileName,
    status: job.status,
    columns: [...job.header],
    totalRows: job.totalRows,
    checkedRows: job.checkedRows,
    appliedRows: job.appliedRows,
    rows: { ...job.counts },
    warnedRows: job.warnedRows,
    failure: job.failure,
    createdById: job.createdById,
    createdAt: job.createdAt.toISOString(),
    updatedAt: job.updatedAt.toISOString(),
  };
}

/** A row of an import as the API shows it. */
export function importRowBody(job: ImportJob, row: ImportRow): ImportRowBody {
  const { number, cells, outcome, difference, problems, warnings } = row;
  const isEffective = outcome === 'create' || outcome === 'change';
  return {
    number,
    cells: [...cells],
    outcome,
    applied: isEffective && number <= job.appliedRows,
    difference: difference && mutable(difference),
    problems: [...problems],
    warnings: [...warnings],
  };
}

const mutable = (difference: NonNullable<ImportRow['difference']>): NonNullable<ImportRowBody['difference']> =>
  Object.fromEntries(Object.entries(difference).map(([field, [before, after]]) => [field, [before, after]]));
