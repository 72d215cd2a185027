import { createHash } from 'node:crypto';
import { pipeline, Readable } from 'node:stream';
import { CsvError, parse } from 'csv-parse';
import {
  columnsNamed,
  type DecimalSign,
  foreignStart,
  hasDecimalComma,
  namedDelimiter,
  START_BYTES,
  withinColumns,
} from '#libs/contracts/http';
import { ImportFileUnreadableError, ImportTooLargeError } from './import.errors.js';
import { BATCH_ROWS, importLimits } from './import-job.js';

/** A file that is being read. */
export interface ImportFile {
  /** Its first row as it stands there. */
  readonly header: readonly string[];
  /**
   * The rows after it in their order, in batches of at most 500; empty lines are passed over.
   *
   * @throws {ImportFileUnreadableError | ImportTooLargeError}
   */
  batches(): AsyncIterable<readonly (readonly string[])[]>;
  /** SHA-256 of its bytes; once all rows are read. */
  digest(): Buffer;
  /** How it writes numbers; once all rows are read. */
  decimalSign(): DecimalSign;
}

/** How much is read before the first line must have ended, characters. */
const FIRST_LINE_CHARACTERS = 64 * 1024;

/**
 * Begins to read a file: CSV (RFC 4180) in UTF-8 with or without byte order mark, its cells parted by commas,
 * semicolons or tabs, whichever its first line has most of, or as a first line such as `sep=;` names it. Empty columns
 * behind the last one with a name are no columns. No more than some 100 KiB of it are in memory at once.
 *
 * @throws {ImportFileUnreadableError | ImportTooLargeError}
 */
export async function openImportFile(
  bytes: AsyncIterable<Uint8Array>,
  limits: { readonly rows: number; readonly bytes: number } = importLimits,
): Promise<ImportFile> {
  const hash = createHash('sha256');
  const texts = textOf(recognized(bytes), limits.bytes, (chunk) => hash.update(chunk));
  const start = await startOf(texts);
  const named = namedDelimiter(start);
  const delimiter = named ?? delimiterOf(start);
  const parser = parse({
    delimiter,
    from_line: named === undefined ? 1 : 2,
    max_record_size: importLimits.rowCharacters,
    relax_column_count: true,
    skip_empty_lines: true,
    skip_records_with_empty_values: true,
  });
  // What fails on the way comes out of the parser, whose records are awaited below.
  pipeline(Readable.from(rejoined(start, texts)), parser, () => undefined);
  const records = parser[Symbol.asyncIterator]() as AsyncIterator<readonly string[]>;
  let columns = Number.POSITIVE_INFINITY;
  const next = async () => {
    try {
      const { done, value } = await records.next();
      return done ? { done, value: undefined } : { done: false, value: withinColumns(value.map(composed), columns) };
    } catch (cause) {
      if (cause instanceof CsvError)
        throw new ImportFileUnreadableError(parser.info.lines, csvReasons[cause.code] ?? 'is no CSV', { cause });
      throw cause;
    }
  };
  const first = await next();
  if (first.done) throw new ImportFileUnreadableError(1, 'is missing: the file is empty');
  columns = columnsNamed(first.value);
  let decimalSign: DecimalSign = delimiter === ',' ? 'point' : 'unknown';
  const see = (row: readonly string[]) => {
    if (decimalSign === 'point' && row.some(hasDecimalComma)) decimalSign = 'unknown';
  };
  return {
    header: withinColumns(first.value, columns),
    batches: () => batchesOf(next, limits.rows, see, () => parser.destroy()),
    digest: () => hash.digest(),
    decimalSign: () => decimalSign,
  };
}

const composed = (cell: string) => cell.normalize('NFC');

/** The same bytes, once the first of them do not say that this is another kind of file. */
async function* recognized(bytes: AsyncIterable<Uint8Array>): AsyncGenerator<Uint8Array> {
  let start: Uint8Array | undefined = new Uint8Array();
  for await (const chunk of bytes) {
    if (start === undefined) {
      yield chunk;
      continue;
    }
    start = Buffer.concat([start, chunk]);
    if (start.length < START_BYTES) continue;
    yield checkedStart(start);
    start = undefined;
  }
  if (start !== undefined && start.length > 0) yield checkedStart(start);
}

function checkedStart(start: Uint8Array): Uint8Array {
  const words = foreignStart(start);
  if (words !== undefined) throw new ImportFileUnreadableError(1, words);
  return start;
}

const csvReasons: Readonly<Record<string, string>> = {
  CSV_QUOTE_NOT_CLOSED: 'or one before it has a quotation mark that is never closed',
  CSV_INVALID_CLOSING_QUOTE: 'has text after a closing quotation mark',
  INVALID_OPENING_QUOTE: 'has a quotation mark inside an unquoted cell',
  CSV_MAX_RECORD_SIZE: `belongs to a row of more than ${importLimits.rowCharacters} characters`,
};

async function* batchesOf(
  next: () => Promise<IteratorResult<readonly string[]>>,
  maximum: number,
  see: (row: readonly string[]) => void,
  letGo: () => void,
) {
  let rows = 0;
  let batch: (readonly string[])[] = [];
  try {
    for (let record = await next(); !record.done; record = await next()) {
      rows += 1;
      if (rows > maximum) throw new ImportTooLargeError('rows', maximum);
      see(record.value);
      batch.push(record.value);
      if (batch.length < BATCH_ROWS) continue;
      yield batch;
      batch = [];
    }
    if (batch.length > 0) yield batch;
  } finally {
    letGo();
  }
}

async function* textOf(
  bytes: AsyncIterable<Uint8Array>,
  maximum: number,
  see: (chunk: Uint8Array) => void,
): AsyncGenerator<string> {
  const decoder = new TextDecoder('utf-8', { fatal: true });
  let size = 0;
  let lines = 1;
  const decoded = (chunk?: Uint8Array) => {
    try {
      const text = decoder.decode(chunk, { stream: chunk !== undefined });
      // PostgreSQL keeps no text with U+0000, and no spreadsheet writes one.
      if (text.includes('\0')) throw new ImportFileUnreadableError(lines, 'or one after it has a character U+0000');
      return text;
    } catch (cause) {
      if (cause instanceof ImportFileUnreadableError) throw cause;
      throw new ImportFileUnreadableError(lines, 'or one after it is not in UTF-8', { cause });
    }
  };
  for await (const chunk of bytes) {
    size += chunk.byteLength;
    if (size > maximum) throw new ImportTooLargeError('bytes', maximum);
    see(chunk);
    const text = decoded(chunk);
    yield text;
    for (const byte of chunk) if (byte === 0x0a) lines += 1;
  }
  yield decoded();
}

/** Enough text to hold the first line. */
async function startOf(texts: AsyncGenerator<string>): Promise<string> {
  let start = '';
  while (!/[\r\n]/.test(start) && start.length < FIRST_LINE_CHARACTERS) {
    const { done, value } = await texts.next();
    if (done) break;
    start += value;
  }
  return start;
}

async function* rejoined(start: string, rest: AsyncGenerator<string>): AsyncGenerator<string> {
  yield start;
  yield* rest;
}

const delimiters = [',', ';', '\t'] as const;

/** The one the first line has most of, outside of quotation marks; a comma if it has none. */
function delimiterOf(start: string): string {
  const [line = ''] = start.replaceAll(/"[^"]*"/g, '').split(/[\r\n]/, 1);
  const count = (delimiter: string) => line.split(delimiter).length;
  return delimiters.reduce((best, each) => (count(each) > count(best) ? each : best));
}
