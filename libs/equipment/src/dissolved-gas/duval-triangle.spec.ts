import fc from 'fast-check';
import { type DgaFault, type DuvalPoint, duvalTriangleZones } from '#libs/contracts/http';
import { duvalTriangle, duvalZone } from './duval-triangle.js';
import { isSignificant } from './typical-values.js';

/** How far a place is inside a zone, by the polygon alone: even–odd rule in the plane of ethylene and acetylene. */
function isInside({ ethylene: x, acetylene: y }: DuvalPoint, corners: readonly DuvalPoint[]): boolean {
  return corners.reduce((inside, a, at) => {
    const b = corners.at(at - 1) ?? a;
    const crosses =
      a.acetylene > y !== b.acetylene > y &&
      x < ((b.ethylene - a.ethylene) * (y - a.acetylene)) / (b.acetylene - a.acetylene) + a.ethylene;
    return crosses ? !inside : inside;
  }, false);
}

const zonesOf = (point: DuvalPoint) =>
  (Object.keys(duvalTriangleZones) as DgaFault[]).filter((zone) => isInside(point, duvalTriangleZones[zone]));

const area = (corners: readonly DuvalPoint[]) =>
  Math.abs(
    corners.reduce((sum, a, at) => {
      const b = corners.at(at - 1) ?? a;
      return sum + b.ethylene * a.acetylene - a.ethylene * b.acetylene;
    }, 0) / 2,
  );

/** Shares that lie on no border: borders are whole percents. */
const offBorder = fc
  .tuple(fc.integer({ min: 0, max: 99 }), fc.integer({ min: 0, max: 99 }))
  .filter(([ethylene, acetylene]) => ethylene + acetylene < 99)
  .map(([ethylene, acetylene]) => ({
    ethylene: ethylene + 0.3,
    acetylene: acetylene + 0.4,
    methane: 100 - ethylene - acetylene - 0.7,
  }));

describe('Duval triangle 1', () => {
  it('every place off the borders lies in exactly one polygon, the one the rule names', () => {
    fc.assert(
      fc.property(offBorder, (point) => {
        expect(zonesOf(point)).toEqual([duvalZone(point)]);
      }),
      { numRuns: 2000 },
    );
  });

  it('the polygons cover the triangle and nothing twice', () => {
    const areas = Object.values(duvalTriangleZones).map(area);
    expect(areas.reduce((sum, each) => sum + each, 0)).toBe((100 * 100) / 2);
  });

  it('every corner is a place of the triangle', () => {
    for (const { methane, ethylene, acetylene } of Object.values(duvalTriangleZones).flat()) {
      expect(methane + ethylene + acetylene).toBe(100);
      expect(Math.min(methane, ethylene, acetylene)).toBeGreaterThanOrEqual(0);
    }
  });

  it('any three gases have a place whose shares are percents with the sum 100, at any dilution', () => {
    const gas = fc.double({ min: 0, max: 1e6, noNaN: true });
    fc.assert(
      fc.property(gas, gas, gas, (methane, ethylene, acetylene) => {
        fc.pre(methane + ethylene + acetylene > 1e-3);
        const { point, zone } = duvalTriangle({ methane, ethylene, acetylene });
        expect(zone).toBe(point && isSignificant({ methane, ethylene, acetylene }) ? duvalZone(point) : null);
        const sum = (point?.methane ?? 0) + (point?.ethylene ?? 0) + (point?.acetylene ?? 0);
        expect(sum).toBeCloseTo(100, 9);
      }),
    );
  });

  it.each([
    ['PD begins at 98 % methane', [98, 2, 0], 'PD'],
    ['T1 lies below it', [97.9, 2.1, 0], 'T1'],
    ['T2 begins at 20 % ethylene', [80, 20, 0], 'T2'],
    ['T3 begins at 50 % ethylene', [50, 50, 0], 'T3'],
    ['DT begins at 4 % acetylene', [76, 20, 4], 'DT'],
    ['DT begins again at 15 % acetylene', [35, 50, 15], 'DT'],
    ['D1 begins at 13 % acetylene', [87, 0, 13], 'D1'],
    ['D2 begins at 23 % ethylene', [64, 23, 13], 'D2'],
    ['D2 ends at 40 % ethylene below 29 % acetylene', [47, 40, 13], 'DT'],
    ['D2 goes on above 29 % acetylene', [31, 40, 29], 'D2'],
    ['pure methane', [100, 0, 0], 'PD'],
    ['pure ethylene', [0, 100, 0], 'T3'],
    ['pure acetylene', [0, 0, 100], 'D1'],
  ] as const)('%s (Duval 2002)', (_, [methane, ethylene, acetylene], zone) => {
    expect(duvalZone({ methane, ethylene, acetylene })).toBe(zone);
    expect(duvalTriangle({ methane, ethylene, acetylene }).zone).toBe(zone);
  });

  it('says what is missing, and that nothing is there', () => {
    expect(duvalTriangle({ methane: 5, ethylene: null }).undetermined).toBe(
      'The triangle needs C2H4, C2H2, which was not measured.',
    );
    expect(duvalTriangle({ methane: 0, ethylene: 0, acetylene: 0 })).toEqual({
      point: null,
      zone: null,
      undetermined: 'There is no place in the triangle, for CH4, C2H4 and C2H2 are all 0.',
    });
  });
});
