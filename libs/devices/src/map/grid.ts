import type { BoundingBox } from '#libs/contracts/http';

/** As many devices are shown one by one; beyond, those in one cell of a grid become a cluster. */
export const UNCLUSTERED_DEVICES = 1_000;

/** No side of the box is cut into more cells, so an answer has at most (64 + 1)² features. */
const CELLS_PER_SIDE = 64;
/** Nor its longer side into fewer: cells at its edges are counted whole, and should not reach far beyond it. */
const CELLS_AT_LEAST = 4;
/** A cell is a quarter as wide as a tile of 256 px: points in one are too close to be picked apart. */
const LEVELS_BELOW_TILE = 2;
/** That of the closest zoom there is. */
const FINEST_LEVEL = 24 + LEVELS_BELOW_TILE;
/** Where a web map ends, degrees: what lies nearer to a pole is at its edge (OGC 17-083r4 annex D.1). */
const LAST_LATITUDE = 85.0511287798066;

/** The whole world, the poles and both edges of the antimeridian included. */
export const wholeWorld: BoundingBox = { west: -180, south: -90, east: 180, north: 90 };

/** Width of a box in degrees, 0 to 360, also across the antimeridian. */
export const widthOf = ({ west, east }: BoundingBox): number => (west <= east ? east - west : east - west + 360);

/** From the antimeridian eastwards, 0 to 1. */
const mercatorX = (lon: number): number => (lon + 180) / 360;

/** From the northern edge of a web map southwards, 0 to 1. */
function mercatorY(lat: number): number {
  const radians = (Math.max(Math.min(lat, LAST_LATITUDE), -LAST_LATITUDE) * Math.PI) / 180;
  return 0.5 - Math.log(Math.tan(Math.PI / 4 + radians / 2)) / (2 * Math.PI);
}

const latitudeOf = (y: number): number => (Math.atan(Math.sinh(Math.PI * (1 - 2 * y))) * 180) / Math.PI;

/** The grid in which devices are gathered: as many cells over the world as 2 to the power of its level, each way. */
export interface Grid {
  readonly level: number;
  /** Its cells are larger than the zoom asks for, because they would be too many. */
  readonly isCoarser: boolean;
}

/**
 * The grid a box is gathered by. It lies where it lies, whatever part is looked at: what is gathered stands still as the map is
 * panned, and each cell is four of the next zoom's.
 *
 * @param zoom of a web map; `undefined` cuts the box into as many cells as are allowed
 */
export function gridOf(box: BoundingBox, zoom: number | undefined): Grid {
  const tall = Math.min(mercatorY(box.south) - mercatorY(box.north), 1); // of the whole world it is rounded to more
  const side = Math.max(widthOf(box) / 360, tall, Number.EPSILON);
  const levelOf = (cells: number) => Math.max(0, Math.min(Math.floor(Math.log2(cells / side)), FINEST_LEVEL));
  // One that is a hair wider than so many cells is rounded to them, and may touch two more.
  const widest = levelOf(CELLS_PER_SIDE);
  const finest = columnsOf(cellsOf(box, widest), widest) > CELLS_PER_SIDE + 1 ? widest - 1 : widest;
  if (zoom === undefined) return { level: finest, isCoarser: false };
  const asked = Math.max(zoom + LEVELS_BELOW_TILE, levelOf(CELLS_AT_LEAST));
  return { level: Math.min(asked, finest), isCoarser: asked > finest };
}

/** Columns and rows of a grid, ends included; across the antimeridian the columns go on at the other edge. */
export interface CellRange {
  readonly firstColumn: number;
  readonly lastColumn: number;
  readonly firstRow: number;
  readonly lastRow: number;
  readonly crosses: boolean;
}

const columnsOf = ({ firstColumn, lastColumn, crosses }: CellRange, level: number): number =>
  lastColumn - firstColumn + 1 + (crosses ? 2 ** level : 0);

/** The cells of a level that a box touches. */
export function cellsOf({ west, south, east, north }: BoundingBox, level: number): CellRange {
  const cells = 2 ** level;
  const cellOf = (place: number) => Math.max(Math.min(Math.floor(place * cells), cells - 1), 0);
  return {
    firstColumn: cellOf(mercatorX(west)),
    lastColumn: cellOf(mercatorX(east)),
    firstRow: cellOf(mercatorY(north)),
    lastRow: cellOf(mercatorY(south)),
    crosses: west > east,
  };
}

/** The same area in cells of another level; of a coarser one those that hold it. */
export function atLevel(range: CellRange, from: number, to: number): CellRange {
  const scale = 2 ** (to - from);
  const first = (cell: number) => Math.floor(cell * scale);
  const last = (cell: number) => (scale >= 1 ? (cell + 1) * scale - 1 : Math.floor(cell * scale));
  return {
    firstColumn: first(range.firstColumn),
    lastColumn: last(range.lastColumn),
    firstRow: first(range.firstRow),
    lastRow: last(range.lastRow),
    crosses: range.crosses,
  };
}

/** The box of some cells of a level, degrees; those at an edge of a web map reach as far as it does. */
export function boxOfCells(level: number, { firstColumn, lastColumn, firstRow, lastRow }: CellRange): BoundingBox {
  const cells = 2 ** level;
  return {
    west: (firstColumn / cells) * 360 - 180,
    south: latitudeOf((lastRow + 1) / cells),
    east: ((lastColumn + 1) / cells) * 360 - 180,
    north: latitudeOf(firstRow / cells),
  };
}
