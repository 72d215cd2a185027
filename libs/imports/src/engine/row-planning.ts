import { eatenIdentifiers } from './eaten-identifiers.js';
import type { CheckedRow, EarlierRows } from './import.store.js';
import { cellsUnder } from './import-columns.js';
import {
  type Difference,
  type ImportJob,
  type ImportRow,
  importLimits,
  type OutcomeCounts,
  type RowProblem,
  type Verdict,
} from './import-job.js';
import { bad, type ImportSubject, type Plan, type Read, type RowKeys, type Situation } from './import-subject.js';

/** A row whose cells were read. */
export interface ReadRow {
  readonly number: number;
  readonly read: Read<unknown>;
  /** Null: it could not be read. */
  readonly keys: RowKeys | null;
  readonly warnings: readonly RowProblem[];
}

/** A row with what becomes of it. */
export interface PlannedRow extends CheckedRow {
  readonly effect?: unknown;
}

/** Reads the cells of rows, each for itself. */
export function readRows(
  subject: ImportSubject,
  { header, decimalSign }: Pick<ImportJob, 'header' | 'decimalSign'>,
  rows: readonly ImportRow[],
) {
  const named = rows.map(({ cells }) => cellsUnder(header, cells));
  const warnings = eatenIdentifiers(named);
  return rows.map(({ number, cells }, index): ReadRow => {
    const problems = shapeProblems(header, cells);
    const read = problems.length > 0 ? { problems } : subject.read(named[index] ?? {}, decimalSign);
    return {
      number,
      read,
      keys: 'wanted' in read ? subject.keysOf(read.wanted) : null,
      warnings: warnings[index] ?? [],
    };
  });
}

function shapeProblems(header: readonly string[], cells: readonly string[]): readonly RowProblem[] {
  if (cells.length > header.length) {
    const message = `The row has ${cells.length} cells, but the first line of the file names ${header.length} columns.`;
    return [{ column: null, message }];
  }
  return cells.flatMap((cell, index) => {
    if (cell.length <= importLimits.cellCharacters) return [];
    const message = `The cell has ${cell.length} characters; at most ${importLimits.cellCharacters} are taken.`;
    return [{ column: header[index] ?? null, message }];
  });
}

/**
 * Compares a batch of rows with what there is.
 *
 * Of rows about the same thing the first counts; the others are bad, for which of them is meant nobody knows.
 */
export async function planRows(
  subject: ImportSubject,
  situation: Situation,
  rows: readonly ReadRow[],
  earlier: EarlierRows,
): Promise<readonly PlannedRow[]> {
  const refused = new Map(problemsOfRepetition(subject, rows, earlier));
  const wanted = rows.flatMap(({ number, read }) => ('wanted' in read && !refused.has(number) ? [read.wanted] : []));
  const plans = wanted.length > 0 ? await subject.plan(situation, wanted) : [];
  let place = 0;
  return rows.map(({ number, read, keys, warnings }): PlannedRow => {
    const row = { number, key: keys?.key ?? null, secondKey: keys?.secondKey ?? null, warnings };
    if (!('wanted' in read)) return { ...row, verdict: bad(...read.problems) };
    const problem = refused.get(number);
    if (problem) return { ...row, verdict: bad(problem) };
    const plan: Plan<unknown> | undefined = plans[place];
    place += 1;
    if (!plan) throw new Error(`Row ${number} was not planned.`);
    return { ...row, ...plan };
  });
}

function problemsOfRepetition(subject: ImportSubject, rows: readonly ReadRow[], earlier: EarlierRows) {
  const byKey = new Map(earlier.byKey);
  const bySecondKey = new Map(earlier.bySecondKey);
  const problems: (readonly [number, RowProblem])[] = [];
  for (const { number, keys } of rows) {
    if (!keys) continue;
    const { key } = keys;
    const secondKey = subject.hasUniqueSecondKey ? keys.secondKey : null;
    const first = byKey.get(key) ?? (secondKey === null ? undefined : bySecondKey.get(secondKey));
    if (first !== undefined) {
      const message = `Row ${first} of the file is about the same; leave one of the two.`;
      problems.push([number, { column: null, message }]);
    }
    if (!byKey.has(key)) byKey.set(key, number);
    if (secondKey !== null && !bySecondKey.has(secondKey)) bySecondKey.set(secondKey, number);
  }
  return problems;
}

const movedOn: RowProblem = {
  column: null,
  message:
    'What the row is about was changed by somebody else since the check; send the file again to see what is so now.',
};

/**
 * What may be applied of rows: what the check showed, and nothing else. What came about by itself meanwhile is
 * unchanged.
 *
 * @returns the effects to write, and the rows whose verdict is another one now
 */
export function confirmedRows(shown: readonly ImportRow[], found: readonly PlannedRow[]) {
  const rows = found.map((row, index) => ({ row, verdict: confirmed(shown[index], row.verdict) }));
  return {
    effects: rows.flatMap(({ row, verdict }) => (isEffective(verdict) && row.effect ? [row.effect] : [])),
    corrected: rows
      .filter(({ verdict }, index) => verdict.outcome !== shown[index]?.outcome)
      .map(({ row: { number }, verdict }) => ({ number, verdict })),
  };
}

const isEffective = ({ outcome }: Verdict) => outcome === 'create' || outcome === 'change';

function confirmed(shown: ImportRow | undefined, found: Verdict): Verdict {
  if (found.outcome === 'bad' || found.outcome === 'unchanged') return found;
  const isSame = found.outcome === shown?.outcome && sameDifference(shown.difference, found.difference);
  return isSame ? found : bad(movedOn);
}

function sameDifference(a: Difference | null, b: Difference | null): boolean {
  const fields = Object.keys(a ?? {});
  return (
    fields.length === Object.keys(b ?? {}).length &&
    fields.every((field) => JSON.stringify(a?.[field]) === JSON.stringify(b?.[field]))
  );
}

/** The counts when rows had one outcome and have another. */
export function countsAfter(
  counts: OutcomeCounts,
  before: readonly Pick<ImportRow, 'outcome'>[],
  after: readonly { readonly verdict: Verdict }[],
): OutcomeCounts {
  const sums = { ...counts };
  for (const { outcome } of before) if (outcome !== null) sums[outcome] -= 1;
  for (const { verdict } of after) sums[verdict.outcome] += 1;
  return sums;
}
