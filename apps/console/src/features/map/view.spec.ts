import fc from 'fast-check';
import { mapSearch } from './search';
import { apiZoom, askedBox, boxOf, isInside, viewOf, viewOfBox, viewText, ZOOMS } from './view';

const views = fc.record({
  lon: fc.double({ min: -180, max: 179.99, noNaN: true }),
  lat: fc.double({ min: -80, max: 80, noNaN: true }),
  zoom: fc.double({ min: ZOOMS.least, max: ZOOMS.most, noNaN: true }),
});
const size = { width: 960, height: 620 };

describe('the view of a map', () => {
  it('comes back from the address it was written into', () => {
    fc.assert(
      fc.property(views, (view) => {
        const back = viewOf(viewText(view));
        expect(back?.lat).toBeCloseTo(view.lat, 3);
        expect(back?.zoom).toBeCloseTo(view.zoom, 1);
        expect(viewText(back ?? view)).toBe(viewText(view));
      }),
    );
  });

  it('is left out of an address that holds something else, and never fails (rule 4)', () => {
    fc.assert(fc.property(fc.string(), (at) => void mapSearch.parse({ at })));
    for (const at of ['', '1,2', '200,0,3', '0,89,3', '0,0,99', 'a,b,c', '1,,3'])
      expect(mapSearch.parse({ at })).toEqual({});
    expect(mapSearch.parse({ at: '21,52.2,6.5', connectivity: 'sideways', model: 'Sensor', x: 1 })).toEqual({
      at: '21,52.2,6.5',
      model: 'Sensor',
    });
  });

  it('asks the API for the zoom of a world half as wide', () => {
    expect(apiZoom({ lon: 0, lat: 0, zoom: 3.4 })).toBe(4);
    expect(apiZoom({ lon: 0, lat: 0, zoom: 3.6 })).toBe(5);
  });

  it('asks for a box that holds all it shows', () => {
    fc.assert(
      fc.property(views, (view) => {
        const [shown, asked] = [boxOf(view, size), askedBox(view, size)];
        const near = 1e-6;
        if (asked[2] - asked[0] >= 360) return;
        expect(asked[0]).toBeLessThanOrEqual(shown[0] + near);
        expect(asked[1]).toBeLessThanOrEqual(shown[1] + near);
        expect(asked[2]).toBeGreaterThanOrEqual(shown[2] - near);
        expect(asked[3]).toBeGreaterThanOrEqual(shown[3] - near);
      }),
    );
  });

  it('asks the same again when it is panned within a cell, so that nothing is sent twice', () => {
    const view = { lon: 21.01, lat: 52.23, zoom: 8 };
    const moved = { ...view, lon: 21.0105, lat: 52.2301 };
    expect(askedBox(moved, size)).toEqual(askedBox(view, size));
    expect(askedBox({ ...view, lon: 30 }, size)).not.toEqual(askedBox(view, size));
  });

  it('shows a box whole', () => {
    const corner = fc.tuple(
      fc.double({ min: -170, max: 170, noNaN: true }),
      fc.double({ min: -75, max: 75, noNaN: true }),
    );
    fc.assert(
      fc.property(corner, corner, ([a, b], [c, d]) => {
        const [west, south, east, north] = [Math.min(a, c), Math.min(b, d), Math.max(a, c), Math.max(b, d)];
        const view = viewOfBox([west, south, east, north], size);
        const shown = boxOf(view, size);
        for (const [lon, lat] of [
          [west, south],
          [east, north],
        ] as const)
          if (view.zoom > ZOOMS.least) expect(isInside(shown, lon, lat)).toBe(true);
      }),
    );
    expect(viewOfBox([21, 52, 21, 52], size)).toEqual({ lon: 21, lat: expect.closeTo(52, 6), zoom: 15 });
  });

  it('sees beyond the antimeridian', () => {
    const box = boxOf({ lon: 179, lat: 0, zoom: 4 }, size);
    expect(isInside(box, -179, 0)).toBe(true);
    expect(isInside(box, 0, 0)).toBe(false);
  });
});
