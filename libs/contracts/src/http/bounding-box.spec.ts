import fc from 'fast-check';
import { boundingBox } from './bounding-box.js';

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
    ['1e1,2,30,4', 'four decimal numbers'],
    ['-181,0,0,1', '-180 to 180'],
    ['0,-91,0,1', '-90 to 90'],
    ['0,10,5,9', 'from south to north'],
  ])('refuses %j and says what is wanted', (typed, words) => {
    expect(boundingBox.safeParse(typed).error?.issues[0]?.message).toContain(words);
  });
});
