import { type DecimalSign, IMPORT_FILE_BYTES } from '#libs/contracts/http';
import type { OrganizationId, PersonId } from '#libs/kernel';

/** What a file can hold rows of. */
export const importKinds = ['customers', 'assets', 'devices', 'oil-tests'] as const;
export type ImportKind = (typeof importKinds)[number];

/**
 * Where an import stands: the file comes in, its rows are compared with what there is, then the import waits to be
 * applied, and its rows are.
 */
export type ImportStatus = 'receiving' | 'checking' | 'checked' | 'applying' | 'done' | 'failed' | 'canceled';

/** States after which nothing more happens. */
export const finalStatuses: readonly ImportStatus[] = ['done', 'failed', 'canceled'];

/** What a row does, or did. */
export type RowOutcome = 'create' | 'change' | 'unchanged' | 'bad';

/** How many rows have which outcome. */
export type OutcomeCounts = Readonly<Record<RowOutcome, number>>;

/** A file of rows on its way into the registry. */
export interface ImportJob {
  readonly id: string;
  readonly kind: ImportKind;
  /** Where it happens. */
  readonly organizationId: OrganizationId;
  readonly organizationPath: string;
  readonly organizationName: string;
  readonly createdById: PersonId;
  /** The program that started it, if it was one. */
  readonly apiKeyId: string | null;
  readonly fileName: string | null;
  readonly status: ImportStatus;
  /** All rows or none; else the good ones. */
  readonly isAllOrNothing: boolean;
  /** Names of the file's columns in its order, as this platform writes them. */
  readonly header: readonly string[];
  /** How the file writes numbers; unknown until all of it was received. */
  readonly decimalSign: DecimalSign;
  readonly totalRows: number;
  readonly checkedRows: number;
  /** Number of the last row that was dealt with; it goes on after that one. */
  readonly appliedRows: number;
  readonly counts: OutcomeCounts;
  /** How many rows have warnings, whatever their outcome. */
  readonly warnedRows: number;
  /** Why it failed as a whole, in a sentence. */
  readonly failure: string | null;
  readonly createdAt: Date;
  readonly updatedAt: Date;
}

/** Something that is wrong with a row. */
export interface RowProblem {
  /** Null: with the row as a whole. */
  readonly column: string | null;
  readonly message: string;
}

/** What a field holds, before and after. */
export type FieldValue = string | number | boolean | null;
export type Difference = Readonly<Record<string, readonly [before: FieldValue, after: FieldValue]>>;

/** What is found about a row. */
export interface Verdict {
  readonly outcome: RowOutcome;
  /** Of `create` and `change` alone: the fields that become something else. */
  readonly difference: Difference | null;
  /** Of `bad` alone: at least one. */
  readonly problems: readonly RowProblem[];
}

/** A row as it is shown. */
export interface ImportRow extends Omit<Verdict, 'outcome'> {
  /** From 1, the header not counted. */
  readonly number: number;
  /** As they stand in the file. */
  readonly cells: readonly string[];
  /** Null: not checked yet. */
  readonly outcome: RowOutcome | null;
  /** What may not be meant, though it can be; it keeps nothing from being applied. */
  readonly warnings: readonly RowProblem[];
}

/** Bounds of a file; whatever is beyond them is refused. */
export const importLimits = Object.freeze({
  rows: 1_000_000,
  bytes: IMPORT_FILE_BYTES,
  columns: 60,
  cellCharacters: 1_000,
  /** Characters of one row with its quotation marks. */
  rowCharacters: 128 * 1024,
  /** Imports of one organization that are not at their end. */
  unfinished: 20,
});

/** Rows that are received, checked or applied together. */
export const BATCH_ROWS = 500;
