import type { Actor } from '#libs/identity';
import { csvLine } from '#libs/tables';
import { BATCH_ROWS, type ImportRow } from './import-job.js';
import type { Imports } from './imports.js';

/** The column that says what is wrong; it is not known to an import, so that nobody sends it back unread. */
const PROBLEM_COLUMN = 'problem';

/**
 * The bad rows of an import as a file in CSV: the cells as they were sent and, in a last column, what is wrong with
 * them. Lines come as they are asked for.
 *
 * @throws {ImportUnknownError} before the first line
 */
export async function badRowsFile(imports: Imports, actor: Actor, jobId: string): Promise<AsyncIterable<string>> {
  const { header } = await imports.get(actor, jobId);
  return linesOf(imports, actor, jobId, header);
}

async function* linesOf(imports: Imports, actor: Actor, jobId: string, header: readonly string[]) {
  yield csvLine([...header, PROBLEM_COLUMN]);
  let after = 0;
  for (;;) {
    const rows = await imports.rows(actor, { jobId, outcome: 'bad', after, limit: BATCH_ROWS });
    if (rows.length > 0) yield rows.map((row) => lineOf(row, header)).join('');
    const last = rows.at(-1);
    if (!last || rows.length < BATCH_ROWS) return;
    after = last.number;
  }
}

function lineOf({ cells, problems }: ImportRow, header: readonly string[]): string {
  const missing = header.slice(cells.length).map(() => '');
  const problem = problems
    .map(({ column, message }) => (column === null ? message : `${column}: ${message}`))
    .join(' ');
  return csvLine([...cells, ...missing, problem]);
}
