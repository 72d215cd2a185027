import fc from 'fast-check';
import { atLevel, boxOfCells, cellsOf, gridOf, wholeWorld, widthOf } from './grid.js';

const longitude = fc.double({ min: -180, max: 180, noNaN: true });
const latitude = fc.double({ min: -90, max: 90, noNaN: true });
const anyBox = fc
  .tuple(longitude, longitude, latitude, latitude)
  .map(([west, east, a, b]) => ({ west, east, south: Math.min(a, b), north: Math.max(a, b) }));
const anyZoom = fc.option(fc.integer({ min: 0, max: 24 }), { nil: undefined });

/** How many columns and rows a box touches. */
function sidesOf(box: Parameters<typeof gridOf>[0], level: number): readonly [number, number] {
  const { firstColumn, lastColumn, firstRow, lastRow, crosses } = cellsOf(box, level);
  return [lastColumn - firstColumn + 1 + (crosses ? 2 ** level : 0), lastRow - firstRow + 1];
}

describe('widthOf', () => {
  it('counts across the antimeridian where west lies beyond east', () => {
    expect(widthOf({ west: 170, south: 0, east: -170, north: 1 })).toBe(20);
    expect(widthOf(wholeWorld)).toBe(360);
  });
});

describe('the grid of a map', () => {
  it('rule 2: cuts no box into more than 65 by 65 cells, 4 225 features, whatever the zoom, so that an answer stays small', () => {
    fc.assert(
      fc.property(anyBox, anyZoom, (box, zoom) => {
        for (const side of sidesOf(box, gridOf(box, zoom).level)) {
          expect(side).toBeGreaterThan(0);
          expect(side).toBeLessThanOrEqual(65);
        }
      }),
    );
  });

  it('has cells of 64 px, and says where it had to make them larger', () => {
    const london = { west: -0.5, south: 51.3, east: 0.3, north: 51.7 };
    expect(gridOf(london, 10)).toEqual({ level: 12, isCoarser: false });
    expect(gridOf(wholeWorld, 2)).toEqual({ level: 4, isCoarser: false });
    expect(gridOf(wholeWorld, 4)).toEqual({ level: 6, isCoarser: false });
    expect(gridOf(wholeWorld, 5)).toEqual({ level: 6, isCoarser: true });
    expect(gridOf(wholeWorld, undefined)).toEqual({ level: 6, isCoarser: false });
  });

  it('stands still: the same view elsewhere has cells of the same size, at the same places', () => {
    const shifts = fc.double({ min: -150, max: 150, noNaN: true });
    fc.assert(
      fc.property(shifts, fc.integer({ min: 4, max: 20 }), (shift, zoom) => {
        const side = (360 / 2 ** zoom) * 5; // a map 1 280 px wide
        const box = (west: number) => ({ west, south: -side / 4, east: west + side, north: side / 4 });
        expect(gridOf(box(shift), zoom)).toEqual(gridOf(box(0), zoom));
      }),
    );
  });

  it('makes cells smaller or leaves them as the map is zoomed in', () => {
    fc.assert(
      fc.property(anyBox, fc.integer({ min: 0, max: 23 }), (box, zoom) => {
        expect(gridOf(box, zoom + 1).level).toBeGreaterThanOrEqual(gridOf(box, zoom).level);
      }),
    );
  });
});

describe('cells', () => {
  it('hold the box they were asked for, at any level', () => {
    fc.assert(
      fc.property(anyBox, fc.integer({ min: 0, max: 26 }), (box, level) => {
        const around = boxOfCells(level, cellsOf(box, level));
        const near = 1e-9;
        expect(around.west).toBeLessThanOrEqual(box.west + near);
        expect(around.east).toBeGreaterThanOrEqual(box.east - near);
        expect(around.south).toBeLessThanOrEqual(Math.max(box.south, -85.05) + near);
        expect(around.north).toBeGreaterThanOrEqual(Math.min(box.north, 85.05) - near);
      }),
    );
  });

  it('are four of the next level each, and come back from it', () => {
    fc.assert(
      fc.property(anyBox, fc.integer({ min: 0, max: 20 }), fc.integer({ min: 0, max: 6 }), (box, level, deeper) => {
        const range = cellsOf(box, level);
        const finer = atLevel(range, level, level + deeper);
        expect(boxOfCells(level + deeper, finer)).toEqual(boxOfCells(level, range));
        expect(atLevel(finer, level + deeper, level)).toEqual(range);
      }),
    );
  });
});
