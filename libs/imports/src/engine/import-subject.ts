import type { DecimalSign } from '#libs/contracts/http';
import { type Actor, NotAllowedError, type Organization } from '#libs/identity';
import type { ImportColumns, RowCells } from './import-columns.js';
import type { Difference, FieldValue, ImportKind, RowProblem, Verdict } from './import-job.js';

/** In whose name, where and when rows are looked at or applied. */
export interface Situation {
  readonly actor: Actor;
  readonly organization: Organization;
  readonly jobId: string;
  readonly at: Date;
  /** What the rows are about is locked, for they are about to be written. */
  readonly isApplying: boolean;
}

/** What a row asks for, or why it asks for nothing. */
export type Read<Wanted> = { readonly wanted: Wanted } | { readonly problems: readonly RowProblem[] };

/** Names of what a row is about. */
export interface RowKeys {
  /** No other row of the file may have the same. */
  readonly key: string;
  /** As `key`, or what rows are counted by; null: neither. */
  readonly secondKey: string | null;
}

/** A verdict with what writing it takes; the effect is missing where nothing is written. */
export interface Plan<Effect> {
  readonly verdict: Verdict;
  readonly effect?: Effect;
  /** In place of that of the row's keys: known only once the row was compared. */
  readonly secondKey?: string;
}

/**
 * One kind of import: which columns it has, what a row means, and what becomes of it.
 *
 * `plan` and `write` are called for a batch of rows at a time and need a bounded number of statements for it.
 */
export abstract class ImportSubject<Wanted = unknown, Effect = unknown> {
  abstract readonly kind: ImportKind;
  abstract readonly columns: ImportColumns;
  /** Whether `secondKey` names something no other row may name. */
  abstract readonly hasUniqueSecondKey: boolean;

  /**
   * Passes if rows of this kind may be brought into the organization by the actor, who sees it.
   *
   * @throws {ImportPlaceError | NotAllowedError}
   */
  abstract require(actor: Actor, organization: Organization): void;

  /** Whether rows of this kind may be brought into the organization by the actor, who sees it. */
  allows(actor: Actor, organization: Organization): boolean {
    try {
      this.require(actor, organization);
      return true;
    } catch (cause) {
      if (cause instanceof NotAllowedError) return false;
      throw cause;
    }
  }

  /**
   * Reads the cells of one row; pure, and the same whatever the order of the columns.
   *
   * @param sign that of the file
   */
  abstract read(cells: RowCells, sign: DecimalSign): Read<Wanted>;

  /** What a row is about. */
  abstract keysOf(wanted: Wanted): RowKeys;

  /** Compares rows with what there is, each in its place. */
  abstract plan(situation: Situation, wanted: readonly Wanted[]): Promise<readonly Plan<Effect>[]>;

  /**
   * Writes what was planned, in the same unit of work as the plan.
   *
   * @throws {BatchOutdatedError} somebody else was faster in a way that locks do not prevent
   */
  abstract write(situation: Situation, effects: readonly Effect[]): Promise<void>;
}

/** What a batch was planned on is no longer so: plan it again. Never leaves the import's worker. */
export class BatchOutdatedError extends Error {
  override readonly name = 'BatchOutdatedError';
}

const nothing: Omit<Verdict, 'outcome'> = { difference: null, problems: [] };

export const unchanged: Verdict = { outcome: 'unchanged', ...nothing };
export const bad = (...problems: readonly RowProblem[]): Verdict => ({ outcome: 'bad', difference: null, problems });

/** Fields of something, as a difference shows them. */
export type Fields = Readonly<Record<string, FieldValue | undefined>>;

/**
 * What a row does to something that is there, or is not: the fields it names and that are not so yet.
 *
 * @param before null: there is nothing yet
 * @param after what the row says; undefined: it says nothing about the field, which then stays
 */
export function verdictOn(before: Fields | null, after: Fields): Verdict {
  const changed = Object.entries(after).flatMap(([name, value]) => {
    const was = before?.[name] ?? null;
    return value === undefined || value === was ? [] : [[name, [was, value]] as const];
  });
  if (before !== null && changed.length === 0) return unchanged;
  const difference: Difference = Object.fromEntries(changed);
  return { outcome: before === null ? 'create' : 'change', difference, problems: [] };
}

/** What a schema of `contracts` says is wrong with cells that were read by it. */
export function problemsOf(issues: readonly { readonly path: readonly PropertyKey[]; readonly message: string }[]) {
  return issues.map(({ path: [column], message }) => ({
    column: column === undefined ? null : String(column),
    message,
  }));
}
