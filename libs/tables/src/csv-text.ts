/** What a cell of a file holds; null is an empty one. */
export type CsvCell = string | number | boolean | null;

/** What parts the cells of a line; the semicolon is for spreadsheets where the comma is decimal. */
export type CsvDelimiter = ',' | ';';

/**
 * Beginnings that a spreadsheet takes for a formula: `= + - @`, their full-width forms, tab and line ends, which it
 * skips before it looks (OWASP, CSV Injection). Apostrophes in front count along: so what {@link defused} adds can be
 * told from what was there.
 */
const DANGEROUS = /^'*[=+\-@\t\r\n\uFF1D\uFF0B\uFF0D\uFF20]/;

/** What ends an unquoted cell in one spreadsheet or another, whatever parts the cells of this file (RFC 4180 §2). */
const QUOTED = /[",;\t\r\n]|^\s|\s$/;

/**
 * One line of a file in CSV (RFC 4180 §2), with its CRLF. Written here and not by csv-stringify: what that would do is the
 * one line of quoting below, at twice the time a line, and it writes `true` as `1` and a single empty cell as an empty line.
 *
 * Text that a spreadsheet would run as a formula gets an apostrophe in front, after which it is shown as text. Numbers
 * stay numbers: a cell of type `number` is written as it is, negative ones too; a telephone number such as `+48 22` is
 * text and gets one. {@link textOfCell} takes it off again.
 */
export function csvLine(cells: readonly CsvCell[], { delimiter = ',' }: { readonly delimiter?: CsvDelimiter } = {}) {
  // A line of one empty cell would be an empty line, which most readers pass over.
  return `${cells.map(written).join(delimiter) || '""'}\r\n`;
}

/** The text of a cell as it was before {@link csvLine} wrote it. */
export function textOfCell(read: string): string {
  return read.startsWith("'") && DANGEROUS.test(read) ? read.slice(1) : read;
}

function written(cell: CsvCell): string {
  if (cell === null) return '';
  const text = typeof cell === 'string' ? defused(cell) : String(cell);
  return QUOTED.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
}

const defused = (text: string) => (DANGEROUS.test(text) ? `'${text}` : text);
