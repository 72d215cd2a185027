import {
  type CellNumber,
  type DecimalSign,
  type NewOfflineMeasurement,
  newOfflineMeasurement,
  numberFromCell,
  offlineQuantityNames,
} from '#libs/contracts/http';
import type { MeasurementColumn } from './measurement-columns.js';

/** A row of a file of oil tests, read: whose sample it is, and the measurement. */
export interface MeasurementRow {
  /** At least one of the two names the asset. */
  readonly assetSerialNumber: string | null;
  readonly externalId: string | null;
  readonly measurement: NewOfflineMeasurement;
}

/** A cell that cannot be meant. */
export interface MeasurementCellError {
  /** Null where the row as a whole is wrong. */
  readonly column: MeasurementColumn | null;
  readonly message: string;
}

export type CheckedMeasurementRow =
  | { readonly row: MeasurementRow; readonly errors?: undefined }
  | { readonly row?: undefined; readonly errors: readonly MeasurementCellError[] };

/** Serial numbers and external ids of assets have at most so many characters. */
const MAXIMUM_NAME = 64;
/** A cell longer than this is no number and no time. */
const MAXIMUM_CELL = 64;

/**
 * Reads one row's cells; an empty cell is an absent value. Never throws.
 *
 * Numbers are read as `numberFromCell` reads them. Times are RFC 3339, or `2026-03-01` and `2026-03-01 09:30`, which count as UTC.
 */
export function checkedMeasurementRow(
  cells: Readonly<Partial<Record<MeasurementColumn, string>>>,
  sign: DecimalSign,
): CheckedMeasurementRow {
  const errors: MeasurementCellError[] = [];
  const draft: Record<string, unknown> = {};
  for (const name of offlineQuantityNames) {
    const cell = cells[name]?.trim() ?? '';
    if (cell === '') continue;
    const number = numberFrom(cell, sign);
    if ('value' in number) draft[name] = number.value;
    else errors.push({ column: name, message: number.problem });
  }
  const time = cells.sampledAt?.trim() ?? '';
  if (time === '') errors.push({ column: 'sampledAt', message: 'must say when the oil was drawn' });
  else draft.sampledAt = timeFrom(time);
  for (const name of ['laboratory', 'note'] as const) {
    const cell = cells[name]?.trim() ?? '';
    if (cell !== '') draft[name] = cell;
  }
  const assetSerialNumber = nameIn(cells, 'assetSerialNumber', errors);
  const externalId = nameIn(cells, 'externalId', errors);
  if (assetSerialNumber === null && externalId === null && errors.every(({ column }) => !isName(column))) {
    errors.push({ column: null, message: 'must name the asset by assetSerialNumber or externalId' });
  }
  if (errors.length > 0) return { errors };
  const read = newOfflineMeasurement.safeParse(draft);
  if (read.success) return { row: { assetSerialNumber, externalId, measurement: read.data } };
  return { errors: read.error.issues.map(({ path, message }) => ({ column: columnOf(path[0]), message })) };
}

/** What is wrong with a sample that would have been drawn later than now, as a file says it; undefined: nothing is. */
export function futureSample({ sampledAt }: NewOfflineMeasurement, now: Date): MeasurementCellError | undefined {
  if (sampledAt <= now) return undefined;
  return { column: 'sampledAt', message: `is in the future: it is ${now.toISOString()} now` };
}

const isName = (column: MeasurementColumn | null) => column === 'assetSerialNumber' || column === 'externalId';

const columnOf = (name: PropertyKey | undefined) => (typeof name === 'string' ? (name as MeasurementColumn) : null);

function nameIn(
  cells: Readonly<Partial<Record<MeasurementColumn, string>>>,
  column: 'assetSerialNumber' | 'externalId',
  errors: MeasurementCellError[],
): string | null {
  const cell = cells[column]?.trim() ?? '';
  if (cell.length <= MAXIMUM_NAME && /^[^\p{Cc}\p{Cs}]*$/u.test(cell)) return cell === '' ? null : cell;
  errors.push({ column, message: `must be one line of at most ${MAXIMUM_NAME} characters` });
  return null;
}

/** Laboratories write limits of detection into their columns, too. */
function numberFrom(cell: string, sign: DecimalSign): CellNumber {
  if (!/^[<>≤≥~]/.test(cell)) return numberFromCell(cell, sign);
  return { problem: `is ${shown(cell)}: write 0 for what was not found, or leave the cell empty` };
}

/** Makes RFC 3339 of a day, or of a day and a time without a zone; anything else is left for the contract to refuse. */
function timeFrom(cell: string): string {
  if (cell.length > MAXIMUM_CELL) return cell.slice(0, MAXIMUM_CELL);
  if (/^\d{4}-\d{2}-\d{2}$/.test(cell)) return `${cell}T00:00:00Z`;
  const [, day, minutes, seconds = ':00'] = /^(\d{4}-\d{2}-\d{2})[T ](\d{2}:\d{2})(:\d{2})?$/.exec(cell) ?? [];
  return day === undefined ? cell : `${day}T${minutes}${seconds}Z`;
}

const shown = (cell: string) => JSON.stringify(cell.length > 20 ? `${cell.slice(0, 20)}…` : cell);
