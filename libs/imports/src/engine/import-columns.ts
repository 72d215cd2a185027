import { textOfCell } from '#libs/tables';
import { ImportHeaderError, ImportTooLargeError } from './import.errors.js';
import { importLimits } from './import-job.js';

/** The columns a kind of import knows. */
export interface ImportColumns {
  /** Without which a file makes no sense. */
  readonly required: readonly string[];
  readonly optional: readonly string[];
  /** Of each group, at least one is needed. */
  readonly oneOf?: readonly (readonly string[])[];
  /** Begins the names of any number of further columns, such as `attribute.`; what follows keeps its case. */
  readonly prefix?: string;
  /**
   * Knows names that people use otherwise.
   *
   * @throws {UnfitColumnError} it means one of the columns, and what it says of it is not so
   */
  readonly synonym?: (name: string) => string | undefined;
}

/** A column is known, but not as it is described there. */
export class UnfitColumnError extends Error {}

/** The cells of a row by the names of their columns, trimmed; an empty cell is missing. */
export type RowCells = Readonly<Record<string, string | undefined>>;

/** The longest a column's name may be. */
const NAME_CHARACTERS = 100;

const namesOf = ({ required, optional }: ImportColumns) => [...required, ...optional];

/**
 * Reads a file's first row: the names of known columns in any order and letter case.
 *
 * @returns the names as the platform writes them, in the file's order
 * @throws {ImportHeaderError} a name that is unknown, twice there, or missing
 * @throws {ImportTooLargeError} more than 60 columns
 */
export function readHeader(columns: ImportColumns, cells: readonly string[]): readonly string[] {
  if (cells.length > importLimits.columns) throw new ImportTooLargeError('columns', importLimits.columns);
  const known = [...namesOf(columns), ...(columns.prefix === undefined ? [] : [`${columns.prefix}…`])];
  const names = cells.map((cell) => {
    const name = cell.trim();
    const found = canonical(columns, name) ?? meant(columns, name, known);
    if (found === undefined)
      throw new ImportHeaderError(`it names ${JSON.stringify(name.slice(0, NAME_CHARACTERS))}`, known);
    return found;
  });
  const twice = names.find((name, index) => names.indexOf(name) !== index);
  if (twice !== undefined) throw new ImportHeaderError(`it names ${twice} twice`, known);
  const missing = columns.required.filter((name) => !names.includes(name));
  if (missing.length > 0) throw new ImportHeaderError(`it does not name ${missing.join(' and ')}`, known);
  for (const group of columns.oneOf ?? [])
    if (!group.some((name) => names.includes(name)))
      throw new ImportHeaderError(`it names none of ${group.join(' and ')}`, known);
  return names;
}

function meant({ synonym }: ImportColumns, name: string, known: readonly string[]): string | undefined {
  try {
    return synonym?.(name);
  } catch (cause) {
    if (cause instanceof UnfitColumnError) throw new ImportHeaderError(cause.message, known);
    throw cause;
  }
}

function canonical(columns: ImportColumns, name: string): string | undefined {
  const lower = name.toLowerCase();
  const found = namesOf(columns).find((known) => known.toLowerCase() === lower);
  const { prefix } = columns;
  if (found !== undefined || prefix === undefined) return found;
  const isMore = lower.startsWith(prefix.toLowerCase()) && name.length > prefix.length;
  return isMore && name.length <= NAME_CHARACTERS ? `${prefix}${name.slice(prefix.length)}` : undefined;
}

/** The cells under their columns, without the apostrophe that keeps spreadsheets from running text as a formula. */
export function cellsUnder(header: readonly string[], cells: readonly string[]): RowCells {
  return Object.fromEntries(header.map((name, index) => [name, textOfCell(cells[index]?.trim() ?? '') || undefined]));
}
