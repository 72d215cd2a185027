import type { OrganizationId, PersonId } from '#libs/kernel';
import type { DecimalSign } from './cell-number.js';
import type {
  ImportJob,
  ImportRow,
  ImportStatus,
  OutcomeCounts,
  RowOutcome,
  RowProblem,
  Verdict,
} from './import-job.js';

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

/** Imports as those who start them see them. */
export abstract class ImportStore {
  /** @throws {TooManyImportsError} the organization has too many that are not at their end */
  abstract add(job: NewImport): Promise<void>;
  /** @param first number of the first of these rows */
  abstract addRows(id: string, first: number, rows: readonly (readonly string[])[], heldUntil: Date): Promise<void>;
  /** The file is whole: its rows can be checked. @returns false: the import is gone */
  abstract received(id: string, file: ReceivedFile, at: Date): Promise<boolean>;
  abstract remove(id: string): Promise<void>;
  abstract find(id: string): Promise<ImportJob | undefined>;
  /** As `find`, once nobody else works on it; for the unit of work. */
  abstract lock(id: string): Promise<ImportJob | undefined>;
  abstract change(id: string, status: ImportStatus, at: Date): Promise<void>;
  /** Newest first. */
  abstract list(selection: ImportSelection): Promise<readonly ImportJob[]>;
  /** In the order of the file. */
  abstract rows(selection: RowSelection): Promise<readonly ImportRow[]>;
}

/** A row after it was checked. */
export interface CheckedRow {
  readonly number: number;
  readonly key: string | null;
  readonly secondKey: string | null;
  readonly verdict: Verdict;
  readonly warnings: readonly RowProblem[];
}

/** An import that is held, and until when: nobody else works on it while that stands. */
export interface HeldImport {
  readonly id: string;
  readonly heldUntil: Date;
  /** It is being applied, all of it or nothing: in one unit of work. */
  readonly isWhole: boolean;
  /** How often it was taken up, this time included, since it last got on. */
  readonly attempts: number;
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

/** Imports as the worker sees them. */
export abstract class ImportQueue {
  /**
   * Takes an import that is held by nobody, or was held by somebody who is gone: of the provider whose turn was longest
   * ago, there of the organization whose turn was, and there the one that waits longest.
   */
  abstract claim(now: Date, heldUntil: Date): Promise<HeldImport | undefined>;
  /** Locks an import in the unit of work. @returns undefined: it is held by somebody else, was canceled or is gone */
  abstract lock(held: HeldImport): Promise<ImportJob | undefined>;
  /** Lets others take it. */
  abstract release(held: HeldImport): Promise<void>;
  /** Rows that were not checked yet. */
  abstract unchecked(jobId: string, after: number, limit: number): Promise<readonly ImportRow[]>;
  /** Rows that do something. */
  abstract effective(jobId: string, after: number, limit: number): Promise<readonly ImportRow[]>;
  /** Rows before this one that name one of these. */
  abstract earlier(
    jobId: string,
    before: number,
    keys: readonly string[],
    secondKeys: readonly string[],
  ): Promise<EarlierRows>;
  abstract save(jobId: string, rows: readonly CheckedRow[]): Promise<void>;
  /** Other verdicts on rows that were checked. */
  abstract correct(jobId: string, rows: readonly Pick<CheckedRow, 'number' | 'verdict'>[]): Promise<void>;
  abstract advance(jobId: string, progress: Progress): Promise<void>;
  abstract fail(jobId: string, failure: string, at: Date): Promise<void>;
}
