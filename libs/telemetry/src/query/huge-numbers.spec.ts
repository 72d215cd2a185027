import fc from 'fast-check';
import { type BucketRow, type HugeRow, withHuge } from './huge-numbers.js';

const at = (second: number) => new Date(second * 1_000);

function hugeRow(values: readonly number[], second: number): HugeRow {
  return {
    bucket: at(0),
    count: String(values.length),
    minimum: Math.min(...values),
    maximum: Math.max(...values),
    scaled_total: values.reduce((sum, value) => sum + value * 1e-30, 0),
    last: values.at(-1) as number,
    last_at: at(second),
  };
}

const usual: BucketRow = { bucket: at(0), count: '3', minimum: 1, maximum: 3, total: 6, last: 2, last_at: at(5) };

describe('Buckets with numbers no sum can hold', () => {
  it('count them in, with a mean within the range of a double', () => {
    expect(withHuge([usual], [hugeRow([1.7e308, 1.7e308], 9)])).toMatchObject([
      { count: '5', minimum: 1, maximum: 1.7e308, last: 1.7e308, average: expect.closeTo(6.8e307, -300) },
    ]);
  });

  it('have the last value of whichever was observed last', () => {
    expect(withHuge([usual], [hugeRow([1e300], 4)])).toMatchObject([{ last: 2 }]);
  });

  it('stand in order, also where there is nothing else', () => {
    const earlier = { ...hugeRow([1e300], 1), bucket: at(-60) };
    expect(withHuge([usual], [earlier]).map(({ bucket }) => bucket)).toEqual([at(-60), at(0)]);
  });

  it('have a finite mean, whatever the numbers', () => {
    const huge = fc.double({ min: 1e290, max: Number.MAX_VALUE, noNaN: true });
    const signed = fc.tuple(huge, fc.boolean()).map(([value, isNegative]) => (isNegative ? -value : value));
    fc.assert(
      fc.property(fc.array(signed, { minLength: 1, maxLength: 50 }), (values) => {
        const [row] = withHuge([], [hugeRow(values, 1)]);
        expect(Math.abs(row?.average ?? Number.NaN)).toBeLessThanOrEqual(Number.MAX_VALUE * 1.000001);
      }),
    );
  });
});
