import type { DuvalPoint } from '#libs/contracts/http';

/** Height of a triangle of equal sides of 1. */
const HEIGHT = Math.sqrt(3) / 2;
/** Length of a side, in units of the drawing. */
export const SIDE = 100;

/** A place of the drawing: x to the right, y down, as SVG has them. */
export interface Place {
  readonly x: number;
  readonly y: number;
}

/**
 * Where shares of the three gases lie: all methane at the top, all ethylene at the right, all acetylene at the left.
 *
 * @param shares percent of their sum
 */
export const placeOf = ({ methane, ethylene }: DuvalPoint): Place => ({
  x: ((ethylene + methane / 2) / 100) * SIDE,
  y: (1 - methane / 100) * HEIGHT * SIDE,
});

/** Corners as the `points` of an SVG polygon. */
export const polygonOf = (corners: readonly DuvalPoint[]): string =>
  corners
    .map(placeOf)
    .map(({ x, y }) => `${rounded(x)},${rounded(y)}`)
    .join(' ');

const rounded = (value: number) => Math.round(value * 1_000) / 1_000;

/** The middle of a zone's area, where its name stands (centroid of a polygon by its signed area). */
export function middleOf(corners: readonly DuvalPoint[]): Place {
  const places = corners.map(placeOf);
  let [area, x, y] = [0, 0, 0];
  places.forEach((here, index) => {
    const next = places[(index + 1) % places.length] ?? here;
    const part = here.x * next.y - next.x * here.y;
    area += part;
    x += (here.x + next.x) * part;
    y += (here.y + next.y) * part;
  });
  return { x: x / (3 * area), y: y / (3 * area) };
}
