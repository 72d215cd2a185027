import type { RowCells } from './import-columns.js';
import type { RowProblem } from './import-job.js';

/** Columns whose texts name something, though they can look like numbers or days. */
const identifierColumns = ['serialNumber', 'assetSerialNumber', 'externalId', 'modelNumber'] as const;

/** Spreadsheets keep so many digits of a number and write zeros for the rest. */
const KEPT_DIGITS = 15;
/** Texts of digits from this length on have one length for all of a maker, or nearly so. */
const LIKELY_FIXED_LENGTH = 6;

const months =
  'jan|feb|mar|apr|may|jun|jul|aug|sep|sept|oct|nov|dec|' +
  'sty|lut|kwi|maj|cze|lip|sie|wrz|paź|lis|gru|' +
  'mrz|mär|mai|okt|dez|janv|févr|mars|avr|avril|juin|juil|août|déc|' +
  'ene|abr|ago|dic|gen|mag|giu|lug|set|ott';
const NAMED_DAY = new RegExp(
  `^(?:\\d{1,2}[-./ ]{1,2}(?:${months})\\.?(?:[-./ ]\\d{2,4})?|(?:${months})\\.?[-./ ]\\d{1,4})$`,
  'iu',
);
const NUMBERED_DAY = /^(?:\d{1,2}[./-]\d{1,2}[./-](?:\d{2}|\d{4})|\d{4}[./-]\d{1,2}[./-]\d{1,2})(?: \d{1,2}:\d{2}.*)?$/;

/**
 * Finds identifiers of rows that a spreadsheet may have changed when it took them for a number or a day: warnings, for
 * a serial number can look like that from the beginning. Pure.
 *
 * @param rows of one file; a row whose digits are fewer than those of most others may have lost zeros
 * @returns for each row what may have happened to which of its columns
 */
export function eatenIdentifiers(rows: readonly RowCells[]): readonly (readonly RowProblem[])[] {
  const zeros = new Map(identifierColumns.map((column) => [column, lostZeros(rows.map((cells) => cells[column]))]));
  return rows.map((cells) =>
    identifierColumns.flatMap((column): readonly RowProblem[] => {
      const cell = cells[column];
      if (cell === undefined) return [];
      const reason = suspicionOf(cell) ?? zeros.get(column)?.(cell);
      if (reason === undefined) return [];
      const message = `${JSON.stringify(cell)} ${reason}; if so, format the column as text, write it in full and send the file again.`;
      return [{ column, message }];
    }),
  );
}

/** What a spreadsheet may have done to a text, seen from itself. */
function suspicionOf(cell: string): string | undefined {
  if (/^[+-]?\d+(?:[.,]\d+)?e[+-]\d{1,3}$/i.test(cell))
    return 'is how spreadsheets write a long number, most of whose digits are then lost';
  if (/^#+$|^#(?:N\/A|NAME\?|VALUE!|REF!|DIV\/0!|NUM!|NULL!)$/i.test(cell))
    return 'is what spreadsheets write where they have nothing to show';
  if (NAMED_DAY.test(cell) || NUMBERED_DAY.test(cell))
    return 'is a day: a spreadsheet may have taken a text such as 12-3 for one';
  if (/^\d+[.,]0+$/.test(cell)) return 'ends in decimals, as numbers do: leading zeros may be lost as well';
  const isRounded = cell.length > KEPT_DIGITS && /^\d+$/.test(cell) && /^0+$/.test(cell.slice(KEPT_DIGITS));
  return isRounded ? `ends in zeros behind its ${KEPT_DIGITS}th digit, where spreadsheets round` : undefined;
}

/** Tells of texts of digits that are shorter than those of most rows, and would be as long with zeros before them. */
function lostZeros(cells: readonly (string | undefined)[]): (cell: string) => string | undefined {
  const digits = cells.filter((cell): cell is string => cell !== undefined && /^\d+$/.test(cell));
  const counts = new Map<number, number>();
  for (const { length } of digits) counts.set(length, (counts.get(length) ?? 0) + 1);
  const [usual = 0, count = 0] = [...counts].reduce((most, each) => (each[1] > most[1] ? each : most), [0, 0]);
  const isUsual = count * 2 > digits.length && digits.length > 1;
  const hasZeros = digits.some((cell) => cell.length === usual && cell.startsWith('0'));
  if (!isUsual || (usual < LIKELY_FIXED_LENGTH && !hasZeros)) return () => undefined;
  return (cell) =>
    /^\d+$/.test(cell) && cell.length < usual
      ? `has ${cell.length} digits, and most rows have ${usual}: zeros before it may be lost`
      : undefined;
}
