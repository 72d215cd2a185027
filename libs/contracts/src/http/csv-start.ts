/** How many bytes tell what a file is. */
export const START_BYTES = 4;

/** Save-as of spreadsheets that gives what we read. */
const HINT = 'in Excel, save it as "CSV UTF-8 (comma delimited)"';

const starts: readonly { readonly bytes: readonly number[]; readonly words: string }[] = [
  { bytes: [0xff, 0xfe], words: 'is in UTF-16, which Excel calls "Unicode Text"' },
  { bytes: [0xfe, 0xff], words: 'is in UTF-16, which Excel calls "Unicode Text"' },
  { bytes: [0x50, 0x4b, 0x03, 0x04], words: 'begins like a workbook (.xlsx), which is no text' },
  { bytes: [0xd0, 0xcf, 0x11, 0xe0], words: 'begins like a workbook (.xls), which is no text' },
];

/**
 * What the first bytes of a file say it is when it is no CSV in UTF-8, in words that follow "line 1"; undefined when it may
 * be one.
 *
 * @param bytes the first {@link START_BYTES}, or all there are
 */
export function foreignStart(bytes: Uint8Array): string | undefined {
  const known = starts.find((start) => start.bytes.every((byte, index) => bytes[index] === byte));
  // ASCII in UTF-16 without a byte order mark has a zero in every second byte.
  const isWide = bytes.length > 1 && (bytes[0] === 0) !== (bytes[1] === 0);
  const words = known?.words ?? (isWide ? 'is in UTF-16' : undefined);
  return words && `${words}: ${HINT}`;
}

/** `sep=;` as Excel takes it for the first line of a file: which sign parts the cells of the lines below. */
const NAMED_DELIMITER = /^"?sep=([,;|\t])"?[ ,;|\t]*(?:[\r\n]|$)/i;

/** The sign that the first line of a file names as what parts its cells; undefined when it is no such line. */
export function namedDelimiter(text: string): string | undefined {
  return NAMED_DELIMITER.exec(text)?.[1];
}

/** A row without its empty cells behind a number of columns: spreadsheets write them where something stood once. */
export function withinColumns(cells: readonly string[], columns: number): readonly string[] {
  const isSpare = cells.length > columns && cells.slice(columns).every((cell) => cell.trim() === '');
  return isSpare ? cells.slice(0, columns) : cells;
}

/** How many columns a first row names: the empty ones at its end are none. */
export function columnsNamed(cells: readonly string[]): number {
  return cells.findLastIndex((cell) => cell.trim() !== '') + 1;
}
