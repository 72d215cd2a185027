import fc from 'fast-check';
import { cellOf, wholeWorld, widthOf } from './grid.js';

const longitude = fc.double({ min: -180, max: 180, noNaN: true });
const latitude = fc.double({ min: -90, max: 90, noNaN: true });
const anyBox = fc
  .tuple(longitude, longitude, latitude, latitude)
  .map(([west, east, a, b]) => ({ west, east, south: Math.min(a, b), north: Math.max(a, b) }));
const anyZoom = fc.option(fc.integer({ min: 0, max: 24 }), { nil: undefined });

describe('widthOf', () => {
  it('counts across the antimeridian where west lies beyond east', () => {
    expect(widthOf({ west: 170, south: 0, east: -170, north: 1 })).toBe(20);
    expect(widthOf(wholeWorld)).toBe(360);
  });
});

describe('cellOf', () => {
  it('cuts no box into more than 65 by 65 cells, whatever the zoom, so that an answer stays small', () => {
    fc.assert(
      fc.property(anyBox, anyZoom, (box, zoom) => {
        const cell = cellOf(box, zoom);
        expect(cell.lon).toBeGreaterThan(0);
        expect(cell.lat).toBeGreaterThan(0);
        expect(Math.ceil(widthOf(box) / cell.lon)).toBeLessThanOrEqual(65);
        expect(Math.ceil((box.north - box.south) / cell.lat)).toBeLessThanOrEqual(65);
      }),
    );
  });

  it('makes cells smaller or leaves them as the map is zoomed in', () => {
    fc.assert(
      fc.property(anyBox, fc.integer({ min: 0, max: 23 }), (box, zoom) => {
        expect(cellOf(box, zoom + 1).lon).toBeLessThanOrEqual(cellOf(box, zoom).lon);
      }),
    );
  });
});
