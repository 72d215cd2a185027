/**
 * What the sign before the decimals is in a file: `point` where that is beyond doubt, else `unknown`.
 *
 * Spreadsheets part cells by semicolons, or by tabs, where the comma is the decimal sign, and some of them write a
 * decimal comma in quotation marks into a file of commas.
 */
export type DecimalSign = 'point' | 'unknown';

/** A cell longer than this, in characters, is no number. */
const MAXIMUM_CELL = 64;
const SHOWN_CHARACTERS = 20;

/** The number of a cell, or what is wrong with it and how to write it. */
export type CellNumber = { readonly value: number } | { readonly problem: string };

const PLAIN = /^[+-]?\d+(?:[.,]\d+)?(?:e[+-]?\d{1,3})?$/i;
/** Three digits behind one sign: decimals, or thousands. A group of thousands never begins with 0. */
const EITHER = /^([+-]?)([1-9]\d{0,2})([.,])(\d{3})$/;
/** Whatever people part thousands by: points, commas, apostrophes, low lines and any kind of space. */
const GROUPED = /^[+-]?\d{1,3}(?:[.,'’_\s]\d{3})+(?:[.,]\d+)?$/u;

/**
 * Reads a number as people and spreadsheets write it: with a decimal point or a decimal comma, without separators of
 * thousands. What can be read in two ways, such as `3.800` where the file's decimal sign is unknown, or `1,234`
 * anywhere, is refused. Never throws.
 */
export function numberFromCell(cell: string, sign: DecimalSign): CellNumber {
  const either = EITHER.exec(cell);
  if (either && (either[3] === ',' || sign === 'unknown')) return { problem: twoReadings(cell, either) };
  if (cell.length <= MAXIMUM_CELL && PLAIN.test(cell)) return plainNumber(cell);
  if (cell.length <= MAXIMUM_CELL && GROUPED.test(cell))
    return { problem: `is ${shown(cell)}: write it without separators of thousands` };
  return { problem: `must be a number such as 12.5, not ${shown(cell)}` };
}

/** What an exponent puts out of reach would be kept as another number: as nothing, or as 0. */
function plainNumber(cell: string): CellNumber {
  const value = Number(cell.replace(',', '.'));
  const isLost = !Number.isFinite(value) || (value === 0 && /[1-9]/.test(cell.replace(/e.*$/i, '')));
  return isLost ? { problem: `is ${shown(cell)}, which is beyond what a number can hold` } : { value };
}

/**
 * Reads a number that has no decimals, such as a count: digits alone. A sign inside it is one of thousands to one
 * reader and of decimals to another, whatever the file has elsewhere. Never throws.
 */
export function wholeNumberFromCell(cell: string): CellNumber {
  const either = EITHER.exec(cell);
  if (either) return { problem: twoReadings(cell, either) };
  if (/^\d{1,15}$/.test(cell)) return { value: Number(cell) };
  if (cell.length <= MAXIMUM_CELL && GROUPED.test(cell))
    return { problem: `is ${shown(cell)}: write it without separators of thousands` };
  return { problem: `must be a whole number such as 12, not ${shown(cell)}` };
}

/** With a decimal comma beyond doubt, if it is not {@link EITHER}: in front of it perhaps thousands, behind it an exponent. */
const COMMA = /^[+-]?(?:\d+|\d{1,3}(?:[.'’_\s]\d{3})+),\d+(?:e[+-]?\d{1,3})?$/iu;

/** Whether a cell can only be a number with a decimal comma. */
export const hasDecimalComma = (cell: string): boolean =>
  cell.length <= MAXIMUM_CELL && COMMA.test(cell.trim()) && !EITHER.test(cell.trim());

function twoReadings(cell: string, [, minus = '', whole = '', , decimals = '']: RegExpExecArray): string {
  const asDecimals = `${minus}${whole}.${decimals}0`;
  const asThousands = `${minus}${whole}${decimals}`;
  return `is ${shown(cell)}, which can be read in two ways: write ${asThousands} or ${asDecimals}`;
}

const shown = (cell: string) =>
  JSON.stringify(cell.length > SHOWN_CHARACTERS ? `${cell.slice(0, SHOWN_CHARACTERS)}…` : cell);
