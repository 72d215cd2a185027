import type { BoundingBox } from '#libs/contracts/http';

/** Of the coordinates that are added up; the database counts in them too. */
export const QUANTA_A_DEGREE = 500;
/** Width of the smallest cells that are counted; each level's are four times as wide as those of the one below. */
const SMALLEST_CELL_QUANTA = 10;
const LEVELS = [0, 1, 2, 3] as const;

const quantaAt = (level: number): number => SMALLEST_CELL_QUANTA * 4 ** level;

/** The level of the widest counted cells that fit into a cell of the map, else of the smallest there are. */
export function levelFor({ lat, lon }: { readonly lat: number; readonly lon: number }): number {
  return LEVELS.findLast((level) => quantaAt(level) / QUANTA_A_DEGREE <= Math.min(lat, lon)) ?? 0;
}

/** Rows and columns of counted cells, ends included; across the antimeridian the columns go on at the other edge. */
export interface CellRange {
  readonly firstRow: number;
  readonly lastRow: number;
  readonly firstColumn: number;
  readonly lastColumn: number;
  readonly crosses: boolean;
}

/** The cells that hold whatever lies in the box. */
export function cellsOf({ west, south, east, north }: BoundingBox, level: number): CellRange {
  const cellOf = (quanta: number) => Math.floor(quanta / quantaAt(level));
  // A coordinate is rounded to a quantum before it is cut into cells: up or down, it is in here.
  const first = (degrees: number) => cellOf(Math.floor(degrees * QUANTA_A_DEGREE));
  const last = (degrees: number) => cellOf(Math.ceil(degrees * QUANTA_A_DEGREE));
  return {
    firstRow: first(south + 90),
    lastRow: last(north + 90),
    firstColumn: first(west + 180),
    lastColumn: last(east + 180),
    crosses: west > east,
  };
}
