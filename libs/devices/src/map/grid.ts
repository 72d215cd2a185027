import type { BoundingBox } from '#libs/contracts/http';

/** As many devices as are shown one by one; beyond, those in one cell of a grid become a cluster. */
export const UNCLUSTERED_DEVICES = 1_000;

/** No side of the box is cut into more cells, so an answer has at most (64 + 1)² features. */
const CELLS_PER_SIDE = 64;

/** A web map shows the world 256 px wide at zoom 0, twice as wide with each step (OGC 17-083r4 annex D.1). */
const WORLD_PIXELS = 256;
/** Points closer than this on the screen cannot be picked apart. */
const CELL_PIXELS = 60;

/** The whole world, the poles and both edges of the antimeridian included. */
export const wholeWorld: BoundingBox = { west: -180, south: -90, east: 180, north: 90 };

/** Width of a box in degrees, 0 to 360, also across the antimeridian. */
export const widthOf = ({ west, east }: BoundingBox): number => (west <= east ? east - west : east - west + 360);

/**
 * Sides of a grid cell in degrees, both greater than 0.
 *
 * A zoom asks for cells that a finger can tell apart; whatever it asks for, the box is cut into 64 by 64 cells at most.
 *
 * @param zoom of a web map; `undefined` cuts the box into as many cells as are allowed
 */
export function cellOf(box: BoundingBox, zoom: number | undefined): { lon: number; lat: number } {
  const asked = zoom === undefined ? 0 : (360 / (WORLD_PIXELS * 2 ** zoom)) * CELL_PIXELS;
  return {
    lon: Math.max(asked, widthOf(box) / CELLS_PER_SIDE, Number.EPSILON),
    lat: Math.max(asked, (box.north - box.south) / CELLS_PER_SIDE, Number.EPSILON),
  };
}
