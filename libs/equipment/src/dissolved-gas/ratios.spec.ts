import fc from 'fast-check';
import { auxiliaryRatios } from './auxiliary-ratios.js';
import { basicRatios } from './basic-ratios.js';
import { dgaGases } from './gases.js';
import { interpretDissolvedGases } from './interpretation.js';
import { comparedWithTypical, isSignificant } from './typical-values.js';

/** Gases with these three ratios, well above typical values. */
const withRatios = (acetyleneToEthylene: number, methaneToHydrogen: number, ethyleneToEthane: number) => ({
  hydrogen: 1000,
  methane: 1000 * methaneToHydrogen,
  ethane: 1000,
  ethylene: 1000 * ethyleneToEthane,
  acetylene: 1000 * ethyleneToEthane * acetyleneToEthylene,
});

describe('basic gas ratios (IEC 60599, table 1)', () => {
  it.each([
    ['PD', withRatios(5, 0.09, 0.19), ['PD']],
    ['not PD at 0.1', withRatios(5, 0.1, 0.19), []],
    ['D1', withRatios(3, 0.5, 1.5), ['D1']],
    ['not D1 at 1', withRatios(1, 0.5, 1.5), []],
    ['D2', withRatios(0.6, 0.1, 2.5), ['D2']],
    ['D1 and D2 where they overlap', withRatios(2, 0.25, 4), ['D1', 'D2']],
    ['T1', withRatios(0.5, 1.5, 0.5), ['T1']],
    ['not T1 at 1: stricter than the table', withRatios(0.5, 1, 0.5), []],
    ['T2 from 1', withRatios(0.05, 1.5, 1), ['T2']],
    ['T2 to 4', withRatios(0.05, 1.5, 4), ['T2']],
    ['T3 above 4', withRatios(0.15, 1.5, 4.5), ['T3']],
    ['not T3 at 0.2', withRatios(0.2, 1.5, 8), []],
  ])('%s', (_, gases, faults) => {
    expect(basicRatios(gases).faults).toEqual(faults);
  });

  it('a denominator of 0 is said, where the other ratios do not suffice', () => {
    expect(basicRatios({ hydrogen: 0, methane: 200, ethane: 10, ethylene: 50, acetylene: 1 })).toMatchObject({
      methaneToHydrogen: null,
      faults: [],
      undetermined: 'CH4/H2 has no value, for H2 is 0.',
    });
  });

  it('a missing gas is said', () => {
    expect(basicRatios({ hydrogen: 500, methane: 200, ethylene: 50, acetylene: 1 }).undetermined).toBe(
      'C2H4/C2H6 needs C2H6, which was not measured.',
    );
  });

  it('ratios that fit no fault are said to', () => {
    expect(basicRatios(withRatios(0.5, 0.5, 0.5)).undetermined).toMatch(/fit none of the six faults/);
  });

  it('gases at or below their typical values mean no fault, whatever the ratios', () => {
    const gases = { hydrogen: 50, methane: 12, ethane: 2, ethylene: 1, acetylene: 2 };
    expect(isSignificant(gases)).toBe(false);
    expect(basicRatios(gases)).toMatchObject({ acetyleneToEthylene: 2, faults: [], undetermined: expect.any(String) });
  });

  it('a healthy transformer has no fault in the ratios and none in the triangle, and both say why', () => {
    const gases = { hydrogen: 20, methane: 10, acetylene: 1, ethylene: 5, ethane: 5 };
    const { isSignificant: isAny, ratios, duval } = interpretDissolvedGases({ sampledAt: new Date(0), gases }, null);
    expect([isAny, ratios.faults, duval.zone]).toEqual([false, [], null]);
    expect(duval.point?.methane).toBeCloseTo(62.5, 9);
    const reason = 'No fault gas is above the lower end of its typical range, so no fault is named.';
    expect([ratios.undetermined, duval.undetermined]).toEqual([reason, reason]);
  });

  it('what was not measured is not taken for absent: whether a fault is possible is then not known', () => {
    const gases = { hydrogen: 20, methane: 10, ethylene: 5, ethane: 5 };
    const { isSignificant: isAny, ratios } = interpretDissolvedGases({ sampledAt: new Date(0), gases }, null);
    expect([isAny, ratios.faults]).toEqual([null, []]);
    expect(ratios.undetermined).toMatch(/^No fault gas that was measured .* C2H2 was not measured\.$/);
    expect(isSignificant({ ...gases, hydrogen: 51 })).toBe(true);
  });

  it('any gases get a fault or a reason, never both and never neither, and no number that is none', () => {
    const gas = fc.option(fc.double({ min: 0, max: 1e6, noNaN: true }));
    const record = Object.fromEntries(dgaGases.map((name) => [name, gas]));
    fc.assert(
      fc.property(fc.record(record), (gases) => {
        const {
          isSignificant: isAny,
          ratios,
          duval,
          auxiliary,
        } = interpretDissolvedGases({ sampledAt: new Date(0), gases }, null);
        expect(ratios.faults.length === 0).toBe(ratios.undetermined !== null);
        expect(duval.zone === null).toBe(duval.undetermined !== null);
        if (isAny !== true) expect([ratios.faults, duval.zone]).toEqual([[], null]);
        const numbers = [ratios.acetyleneToEthylene, ratios.methaneToHydrogen, ratios.ethyleneToEthane];
        for (const number of [...numbers, ...auxiliary.map(({ value }) => value)]) {
          expect(number === null || Number.isFinite(number)).toBe(true);
        }
      }),
    );
  });
});

describe('auxiliary ratios (IEC 60599, 5.5 to 5.7)', () => {
  it.each([
    ['paper in the fault', { carbonDioxide: 2900, carbonMonoxide: 1001 }, 'CO2/CO', 'paper-in-fault'],
    ['little CO means nothing', { carbonDioxide: 290, carbonMonoxide: 100 }, 'CO2/CO', null],
    ['warm paper', { carbonDioxide: 10_001, carbonMonoxide: 900 }, 'CO2/CO', 'paper-warm'],
    ['between 3 and 10', { carbonDioxide: 12_000, carbonMonoxide: 2000 }, 'CO2/CO', null],
    ['oxygen consumed', { oxygen: 10_000, nitrogen: 50_000 }, 'O2/N2', 'oxygen-consumed'],
    ['oil in balance with air', { oxygen: 32_000, nitrogen: 64_000 }, 'O2/N2', null],
    ['gas of the tap changer', { acetylene: 50, hydrogen: 20 }, 'C2H2/H2', 'tap-changer-gas'],
    ['traces of acetylene say nothing', { acetylene: 2, hydrogen: 0.1 }, 'C2H2/H2', null],
    ['acetylene at twice the hydrogen', { acetylene: 40, hydrogen: 20 }, 'C2H2/H2', null],
  ] as const)('%s', (_, gases, ratio, finding) => {
    expect(auxiliaryRatios(gases)).toEqual([
      { ratio, value: expect.any(Number), finding, text: finding === null ? null : expect.stringContaining(ratio) },
    ]);
  });

  it('a ratio that cannot be formed is left out', () => {
    expect(auxiliaryRatios({ carbonDioxide: 100, carbonMonoxide: 0, oxygen: 5, acetylene: 3, hydrogen: null })).toEqual(
      [],
    );
  });
});

describe('typical values (IEC 60599, table A.2)', () => {
  it('both ends of a range are within it; gases without a range are left out', () => {
    const gases = { hydrogen: 50, methane: 130, acetylene: 20.1, carbonMonoxide: 399, oxygen: 1000 };
    expect(comparedWithTypical(gases).map(({ gas, standing }) => [gas, standing])).toEqual([
      ['hydrogen', 'within'],
      ['methane', 'within'],
      ['acetylene', 'above'],
      ['carbonMonoxide', 'below'],
    ]);
  });

  it('carbon oxides and air alone are no fault gases', () => {
    const others = { carbonMonoxide: 5000, carbonDioxide: 90_000, oxygen: 30_000, nitrogen: 60_000 };
    expect(isSignificant({ ...others, hydrogen: 1, methane: 1, ethane: 1, ethylene: 1, acetylene: 0 })).toBe(false);
    expect(isSignificant(others)).toBeNull();
    expect(isSignificant({ acetylene: 2.1 })).toBe(true);
  });
});
