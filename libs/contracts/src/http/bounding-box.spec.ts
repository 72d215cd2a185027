import fc from 'fast-check';
import { boundingBox } from './bounding-box.js';

const latitude = fc.double({ min: -90, max: 90, noNaN: true });
const degrees = (bound: number) => fc.integer({ min: -bound * 1000, max: bound * 1000 }).map((value) => value / 1000);

describe('boundingBox', () => {
  it('reads w,s,e,n in that order, and w beyond e as a box across the antimeridian (RFC 7946 §5.2)', () => {
    expect(boundingBox.parse('170,-20,-170,5.5')).toEqual({ west: 170, south: -20, east: -170, north: 5.5 });
  });

  it('takes every box on earth', () => {
    fc.assert(
      fc.property(degrees(180), degrees(180), degrees(90), degrees(90), (west, east, a, b) => {
        const [south, north] = [Math.min(a, b), Math.max(a, b)];
        expect(boundingBox.parse([west, south, east, north].join(','))).toEqual({ west, south, east, north });
      }),
    );
  });

  it('takes the numbers of web maps, all their digits and exponents included', () => {
    expect(boundingBox.parse('-0.1234567890123456,51,1,52')).toEqual({
      west: -0.1234567890123456,
      south: 51,
      east: 1,
      north: 52,
    });
    expect(boundingBox.parse('-1e-7,.5,1.5E+1,9')).toEqual({ west: -1e-7, south: 0.5, east: 15, north: 9 });
    expect(boundingBox.parse('0,0,1e 1,9')).toEqual({ west: 0, south: 0, east: 10, north: 9 });
  });

  it('takes any finite longitudes as JavaScript writes them, and holds each place that lies between them', () => {
    const longitude = fc.oneof(
      fc.double({ min: -1e4, max: 1e4, noNaN: true }),
      fc.double({ noNaN: true, noDefaultInfinity: true }),
    );
    fc.assert(
      fc.property(longitude, longitude, latitude, latitude, (west, east, a, b) => {
        const [south, north] = [Math.min(a, b), Math.max(a, b)];
        const box = boundingBox.parse([west, south, east, north].join(','));
        expect(box).toMatchObject({ south: south + 0, north: north + 0 });
        for (const side of [box.west, box.east]) expect(Math.abs(side)).toBeLessThanOrEqual(180);
        if (Math.abs(west) <= 180 && Math.abs(east) <= 180)
          expect(box).toMatchObject({ west: west + 0, east: east + 0 });
      }),
    );
  });

  it.each([
    ['170,0,190,1', 170, -170],
    ['-190,0,-170,1', 170, -170],
    ['-200,0,-190,1', 160, 170],
    ['530,0,550,1', 170, -170],
    ['350,0,370,1', -10, 10],
    ['-180,0,180,1', -180, 180],
    ['180,0,180,1', 180, 180],
    ['-190,0,170,1', -180, 180],
    ['-1000,0,1000,1', -180, 180],
    ['-1e300,0,1e300,1', -180, 180],
  ])('folds %s onto the world: from %d to %d', (typed, west, east) => {
    expect(boundingBox.parse(typed)).toEqual({ west, south: 0, east, north: 1 });
  });

  it('refuses anything else by a validation issue, never by another error', () => {
    fc.assert(
      fc.property(fc.oneof(fc.string(), fc.stringMatching(/^[-0-9.,e ]{0,40}$/)), (typed) => {
        const read = boundingBox.safeParse(typed);
        if (!read.success) return;
        for (const longitude of [read.data.west, read.data.east]) expect(Math.abs(longitude)).toBeLessThanOrEqual(180);
        for (const latitude of [read.data.south, read.data.north]) expect(Math.abs(latitude)).toBeLessThanOrEqual(90);
        expect(read.data.south).toBeLessThanOrEqual(read.data.north);
      }),
    );
  });

  it.each([
    ['1,2,3', 'four numbers'],
    ['1,2,3,4,5', 'four numbers'],
    ['', 'four numbers'],
    ['1,2,3,', 'four decimal numbers'],
    ['1,2,3,NaN', 'four decimal numbers'],
    ['1,2,Infinity,4', 'four decimal numbers'],
    ['1,2,1e999,4', 'four decimal numbers'],
    ['0x10,2,30,4', 'four decimal numbers'],
    ['1,,3,4', 'four decimal numbers'],
    ['1e,2,3,4', 'four decimal numbers'],
    ['., 2,3,4', 'four decimal numbers'],
    ['0,-91,0,1', '-90 to 90'],
    ['0,10,5,9', 'from south to north'],
  ])('refuses %j and says what is wanted', (typed, words) => {
    expect(boundingBox.safeParse(typed).error?.issues[0]?.message).toContain(words);
  });
});
