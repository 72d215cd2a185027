import fc from 'fast-check';
import { cellOf, wholeWorld } from './grid.js';
import { cellsOf, levelFor } from './map-cells.js';

describe('levelFor', () => {
  it('takes the widest counted cells that fit into the map’s, and the smallest where none do', () => {
    expect(levelFor(cellOf(wholeWorld, undefined))).toBe(3);
    expect(levelFor({ lat: 1.28, lon: 1.28 })).toBe(3);
    expect(levelFor({ lat: 5, lon: 1.27 })).toBe(2);
    expect(levelFor({ lat: 0.001, lon: 0.001 })).toBe(0);
  });
});

describe('cellsOf', () => {
  const places = (most: number) => fc.double({ min: -most, max: most, noNaN: true });

  it('holds the cell of every place in the box, however its coordinates are rounded', () => {
    fc.assert(
      fc.property(places(180), places(180), places(90), places(90), fc.nat(3), (west, east, a, b, level) => {
        const box = { west, east, south: Math.min(a, b), north: Math.max(a, b) };
        const range = cellsOf(box, level);
        const cell = (degrees: number) => Math.floor(Math.round(degrees * 500) / 10 / 4 ** level);
        for (const lat of [a, b]) {
          expect(cell(lat + 90)).toBeGreaterThanOrEqual(range.firstRow);
          expect(cell(lat + 90)).toBeLessThanOrEqual(range.lastRow);
        }
        expect(cell(west + 180)).toBeGreaterThanOrEqual(range.firstColumn);
        expect(cell(east + 180)).toBeLessThanOrEqual(range.lastColumn);
        expect(range.crosses).toBe(west > east);
      }),
    );
  });

  it('takes all cells for the whole world', () => {
    expect(cellsOf(wholeWorld, 0)).toEqual({
      firstRow: 0,
      lastRow: 9_000,
      firstColumn: 0,
      lastColumn: 18_000,
      crosses: false,
    });
  });
});
