import fc from 'fast-check';
import { percentile, spreadOf } from './statistics.js';

const values = fc.array(fc.double({ noNaN: true, noDefaultInfinity: true, min: -1e9, max: 1e9 }), { minLength: 1 });

describe('spread of rounds', () => {
  it('is minimum, median and maximum, in whatever order the rounds came', () => {
    expect(spreadOf([9, 1, 5])).toEqual({ minimum: 1, median: 5, maximum: 9 });
  });

  it('sorts by value, not as texts', () => {
    expect(spreadOf([100, 20, 3])).toEqual({ minimum: 3, median: 20, maximum: 100 });
  });

  it('takes the middle of the two in the middle', () => {
    expect(spreadOf([4, 1, 2, 8])).toEqual({ minimum: 1, median: 3, maximum: 8 });
  });

  it('refuses to sum up nothing', () => {
    expect(() => spreadOf([])).toThrow(RangeError);
  });

  it('leaves the rounds as they were, and keeps their order of size', () => {
    fc.assert(
      fc.property(values, (rounds) => {
        const before = [...rounds];
        const { minimum, median, maximum } = spreadOf(rounds);
        expect(rounds).toEqual(before);
        expect(minimum).toBeLessThanOrEqual(median);
        expect(median).toBeLessThanOrEqual(maximum);
      }),
    );
  });
});

describe('percentile', () => {
  it.each([
    [0.5, 50],
    [0.99, 99],
    [1, 100],
    [0, 1],
  ])('of one to a hundred, %d is %d', (share, expected) => {
    expect(
      percentile(
        Array.from({ length: 100 }, (_, n) => 100 - n),
        share,
      ),
    ).toBe(expected);
  });

  it('is the largest of a few, where the share asks for more than there are', () => {
    expect(percentile([1, 2, 3], 0.99)).toBe(3);
  });

  it('is always one of the values', () => {
    fc.assert(
      fc.property(values, fc.double({ min: 0, max: 1, noNaN: true }), (seen, share) => {
        expect(seen).toContain(percentile(seen, share));
      }),
    );
  });

  it('refuses to choose from nothing', () => {
    expect(() => percentile([], 0.5)).toThrow(RangeError);
  });
});
