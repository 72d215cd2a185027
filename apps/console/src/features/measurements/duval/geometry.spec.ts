import fc from 'fast-check';
import { type DgaFault, duvalTriangleZones } from '#libs/contracts/http';
import { middleOf, placeOf, polygonOf, SIDE } from './geometry';

const zones = Object.entries(duvalTriangleZones) as [DgaFault, (typeof duvalTriangleZones)[DgaFault]][];
const areaOf = (places: readonly { x: number; y: number }[]) =>
  Math.abs(
    places.reduce((sum, here, index) => {
      const next = places[(index + 1) % places.length] ?? here;
      return sum + here.x * next.y - next.x * here.y;
    }, 0) / 2,
  );

describe('the drawing of Duval triangle 1', () => {
  it('has methane at the top, ethylene at the right and acetylene at the left, on sides of one length', () => {
    const top = placeOf({ methane: 100, ethylene: 0, acetylene: 0 });
    const right = placeOf({ methane: 0, ethylene: 100, acetylene: 0 });
    const left = placeOf({ methane: 0, ethylene: 0, acetylene: 100 });
    expect(top).toEqual({ x: SIDE / 2, y: 0 });
    expect(left.x).toBe(0);
    expect(right).toEqual({ x: SIDE, y: left.y });
    const length = (one: typeof top, other: typeof top) => Math.hypot(one.x - other.x, one.y - other.y);
    for (const [one, other] of [
      [top, left],
      [top, right],
      [left, right],
    ] as const)
      expect(length(one, other)).toBeCloseTo(SIDE, 9);
  });

  it('keeps areas: the zones fill the triangle without gap and overlap', () => {
    const whole = areaOf([
      placeOf({ methane: 100, ethylene: 0, acetylene: 0 }),
      { x: 0, y: 0.75 ** 0.5 * SIDE },
      { x: SIDE, y: 0.75 ** 0.5 * SIDE },
    ]);
    const sum = zones.reduce((total, [, corners]) => total + areaOf(corners.map(placeOf)), 0);
    expect(sum).toBeCloseTo(whole, 6);
  });

  it('puts every share inside of the triangle', () => {
    fc.assert(
      fc.property(fc.double({ min: 0, max: 1, noNaN: true }), fc.double({ min: 0, max: 1, noNaN: true }), (a, b) => {
        const methane = 100 * a;
        const ethylene = (100 - methane) * b;
        const { x, y } = placeOf({ methane, ethylene, acetylene: 100 - methane - ethylene });
        expect(y).toBeGreaterThanOrEqual(-1e-9);
        expect(x).toBeGreaterThanOrEqual(SIDE / 2 - y / Math.sqrt(3) - 1e-9);
        expect(x).toBeLessThanOrEqual(SIDE / 2 + y / Math.sqrt(3) + 1e-9);
      }),
    );
  });

  it.each(zones)(
    'has a corner of the polygon for each of zone %s, and its name within the drawing',
    (_zone, corners) => {
      expect(polygonOf(corners).split(' ')).toHaveLength(corners.length);
      const { x, y } = middleOf(corners);
      expect([x > 0, x < SIDE, y > 0, y < SIDE]).toEqual([true, true, true, true]);
    },
  );
});
