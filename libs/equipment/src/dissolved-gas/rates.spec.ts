import fc from 'fast-check';
import { DAY_MS } from '#libs/kernel';
import { type GasSample, gasRates } from './rates.js';

const day = DAY_MS;
const sample = (days: number, gases: GasSample['gases']): GasSample => ({ sampledAt: new Date(days * day), gases });

describe('rates of change between two samples', () => {
  it('are given a day and a year, for the gases both samples have', () => {
    const { since, days, gases } = gasRates(
      sample(100, { hydrogen: 30, methane: 5, ethane: 1 }),
      sample(0, { hydrogen: 20, methane: 10, acetylene: 3 }),
    );
    expect([since, days]).toEqual([new Date(0), 100]);
    expect(gases.map(({ gas, perDay, perYear }) => [gas, perDay, perYear])).toEqual([
      ['hydrogen', 0.1, expect.closeTo(36.525, 9)],
      ['methane', -0.05, expect.closeTo(-18.2625, 9)],
    ]);
  });

  it.each([
    ['sealed, half a year', 183, { oxygen: 2000, nitrogen: 50_000 }, 50],
    ['sealed, a year', 365, { oxygen: 2000, nitrogen: 50_000 }, 20],
    ['open, half a year', 183, { oxygen: 20_000, nitrogen: 50_000 }, 25],
    ['open, a year', 365, { oxygen: 20_000, nitrogen: 50_000 }, 10],
    ['unknown, a year: the lower limit', 365, {}, 10],
    ['no nitrogen, a year: the lower limit', 365, { oxygen: 1, nitrogen: 0 }, 10],
  ])(
    'hydrogen of a transformer that is %s is high above its limit only (IEEE C57.104-2019, table 4)',
    (_, days, air, limit) => {
      const at = (perYear: number) => {
        const rise = (perYear * days) / 365.25;
        return gasRates(sample(days, { hydrogen: 100 + rise, ...air }), sample(0, { hydrogen: 100 })).gases[0];
      };
      expect(at(limit * 1.001)).toMatchObject({ limitPerYear: limit, isHigh: true });
      expect(at(limit * 0.999)).toMatchObject({ limitPerYear: limit, isHigh: false });
    },
  );

  it('any rise of acetylene is high, none is not (IEEE C57.104-2019, table 4)', () => {
    const high = (acetylene: number) =>
      gasRates(sample(200, { acetylene }), sample(0, { acetylene: 1 })).gases[0]?.isHigh;
    expect([high(1.1), high(1), high(0)]).toEqual([true, false, false]);
  });

  it.each([
    [30, /1\.0 months apart/],
    [121, /4\.0 months apart/],
    [740, /24\.3 months apart/],
  ])('over %d days nothing but acetylene is judged, and that is said', (days, message) => {
    const { gases, undetermined } = gasRates(sample(days, { hydrogen: 900 }), sample(0, { hydrogen: 0 }));
    expect(gases).toMatchObject([{ limitPerYear: null, isHigh: null }]);
    expect(undetermined).toMatch(message);
  });

  it.each([1, 30, 121, 740, 5000])(
    'over %d days any rise of acetylene is high, and no other change of it is',
    (days) => {
      const high = (then: number, now: number) =>
        gasRates(sample(days, { acetylene: now }), sample(0, { acetylene: then })).gases[0];
      expect(high(0.5, 70)).toMatchObject({ limitPerYear: 0, isHigh: true });
      expect([high(0.5, 0.6)?.isHigh, high(0.5, 0.5)?.isHigh, high(70, 0.5)?.isHigh]).toEqual([true, false, false]);
    },
  );

  it('oxygen and nitrogen have rates and no limits', () => {
    const { gases } = gasRates(sample(365, { oxygen: 9, nitrogen: 9 }), sample(0, { oxygen: 1, nitrogen: 1 }));
    expect(gases.map(({ limitPerYear, isHigh }) => [limitPerYear, isHigh])).toEqual([
      [null, null],
      [null, null],
    ]);
  });

  it('a rate times its span leads from one sample to the other', () => {
    const gas = fc.integer({ min: 0, max: 1e8 }).map((hundredths) => hundredths / 100);
    fc.assert(
      fc.property(gas, gas, fc.integer({ min: 1, max: 20_000 }), (then, now, days) => {
        const [rate] = gasRates(sample(days, { methane: now }), sample(0, { methane: then })).gases;
        expect(then + (rate?.perDay ?? Number.NaN) * days).toBeCloseTo(now, 6);
        expect((rate?.perYear ?? 0) >= 0).toBe(now >= then);
      }),
    );
  });
});
