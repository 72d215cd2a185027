import { Readable } from 'node:stream';
import { CsvError, parse } from 'csv-parse';
import {
  BULK_INVITATION_ROWS,
  type BulkInvitationRow,
  bulkInvitationRow,
  columnsNamed,
  foreignStart,
  namedDelimiter,
  START_BYTES,
  withinColumns,
} from '#libs/contracts/http';
import {
  BulkFileHeaderError,
  BulkFileTooLongError,
  BulkFileUnreadableError,
  BulkRowError,
} from './bulk-invitation.errors.js';

const columns = ['email', 'name', 'role'] as const;
type Column = (typeof columns)[number];

/** Longest row, characters; all that the three columns can hold is less. */
const ROW_CHARACTERS = 4096;

/** A row that was read: what it offers, or why it offers nothing. */
export type BulkRow = {
  /** Where it ends in the file; the header is line 1. */
  readonly line: number;
  /** As written. */
  readonly email: string;
} & ({ readonly offer: BulkInvitationRow } | { readonly offer?: undefined; readonly refusal: BulkRowError });

/**
 * Reads a file of invitations: CSV (RFC 4180) in UTF-8, with or without byte order mark.
 *
 * Its first line names the columns `email`, `name` and `role`, in any order and letter case; empty lines are passed
 * over. A header without a comma may part its columns by semicolons or tabs, as spreadsheets do where the comma is decimal;
 * a line such as `sep=;` may stand before it. Empty columns behind the last one with a name are no columns.
 *
 * @returns the rows in their order; a second row of an address is refused
 * @throws {BulkFileUnreadableError | BulkFileHeaderError | BulkFileTooLongError} for the file as a whole
 */
export async function readBulkInvitations(file: Uint8Array): Promise<readonly BulkRow[]> {
  const text = textOf(file);
  const [firstLine = ''] = text.split(/[\r\n]/, 1);
  const named = namedDelimiter(text);
  const parser = parse({
    delimiter: named ?? [',', ';', '\t'].find((sign) => firstLine.includes(sign)) ?? ',',
    from_line: named === undefined ? 1 : 2,
    info: true,
    max_record_size: ROW_CHARACTERS,
    relax_column_count: true,
    skip_empty_lines: true,
    skip_records_with_empty_values: true,
    trim: true,
  });
  const rows: BulkRow[] = [];
  const addresses = new Set<string>();
  let header: readonly Column[] | undefined;
  try {
    for await (const { record, info } of Readable.from([text]).pipe(parser) as AsyncIterable<Parsed>) {
      if (!header) header = headerFrom(withinColumns(record, columnsNamed(record)));
      else {
        if (rows.length === BULK_INVITATION_ROWS) throw new BulkFileTooLongError(BULK_INVITATION_ROWS);
        rows.push(rowFrom(header, withinColumns(record, header.length), info.lines, addresses));
      }
    }
  } catch (cause) {
    if (cause instanceof CsvError)
      throw new BulkFileUnreadableError(parser.info.lines, csvReasons[cause.code] ?? 'is no CSV', { cause });
    throw cause;
  }
  if (!header) throw new BulkFileHeaderError('the file is empty');
  return rows;
}

interface Parsed {
  readonly record: readonly string[];
  readonly info: { readonly lines: number };
}

const csvReasons: Readonly<Record<string, string>> = {
  CSV_QUOTE_NOT_CLOSED: 'has a quotation mark that is never closed',
  CSV_INVALID_CLOSING_QUOTE: 'has text after a closing quotation mark',
  INVALID_OPENING_QUOTE: 'has a quotation mark inside an unquoted field',
  CSV_MAX_RECORD_SIZE: `is longer than ${ROW_CHARACTERS} characters`,
};

function textOf(file: Uint8Array): string {
  const words = foreignStart(file.subarray(0, START_BYTES));
  if (words !== undefined) throw new BulkFileUnreadableError(1, words);
  try {
    // Takes the byte order mark off.
    return new TextDecoder('utf-8', { fatal: true }).decode(file).normalize('NFC');
  } catch (cause) {
    throw new BulkFileUnreadableError(1, 'or one after it is not in UTF-8', { cause });
  }
}

function headerFrom(record: readonly string[]): readonly Column[] {
  const names = record.map((name) => name.toLowerCase());
  const unknown = names.find((name) => !columns.includes(name as Column));
  if (unknown !== undefined) throw new BulkFileHeaderError(`it names ${JSON.stringify(unknown.slice(0, 40))}`);
  if (new Set(names).size < names.length) throw new BulkFileHeaderError('it names one of them twice');
  if (!names.includes('email')) throw new BulkFileHeaderError('it does not name email');
  return names as Column[];
}

function rowFrom(header: readonly Column[], record: readonly string[], line: number, addresses: Set<string>): BulkRow {
  const cells = Object.fromEntries(header.map((name, index) => [name, record[index] || undefined]));
  const email = cells.email ?? '';
  const refused = (reason: string) => ({ line, email, refusal: new BulkRowError(line, reason) });
  if (record.length > header.length)
    return refused(`it has ${record.length} fields, but the first line names ${header.length}`);
  const read = bulkInvitationRow.safeParse({ ...cells, email });
  if (!read.success)
    return refused(read.error.issues.map(({ path, message }) => `${path.join('.')} ${message}`).join('; '));
  if (addresses.has(read.data.email)) return refused('an earlier row has the same address');
  addresses.add(read.data.email);
  return { line, email, offer: read.data };
}
