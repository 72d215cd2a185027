import fc from 'fast-check';
import { DAY_MS } from '#libs/kernel';
import { fewerSpans } from './fewer-spans.js';
import type { Span } from './telemetry.js';

const day = (at: number): Span => ({ from: new Date(at * DAY_MS), to: new Date((at + 1) * DAY_MS) });
const lengthOf = (spans: readonly Span[]) => spans.reduce((sum, { from, to }) => sum + +to - +from, 0) / DAY_MS;

describe('fewerSpans', () => {
  it('leaves out the widest gap also where many others are as wide as one another', () => {
    const january = Array.from({ length: 9 }, (_, at) => day(2 * at));
    const few = fewerSpans([...january, day(330)], 8);
    expect(few.at(-1)).toEqual(day(330));
    expect(lengthOf(few)).toBe(12);
  });

  it('covers every span, in order, by no more than the limit, and by as many as there may be', () => {
    const days = fc.uniqueArray(fc.integer({ min: 0, max: 200 }), { maxLength: 30 });
    fc.assert(
      fc.property(days, fc.integer({ min: 1, max: 8 }), (numbers, limit) => {
        const apart = numbers
          .map((number) => number * 2)
          .sort((one, other) => one - other)
          .map(day);
        const few = fewerSpans(apart, limit);
        expect(few).toHaveLength(Math.min(limit, apart.length));
        for (const { from, to } of apart) expect(few.some((span) => span.from <= from && to <= span.to)).toBe(true);
        for (const [at, span] of few.entries()) expect(at === 0 || (few[at - 1]?.to ?? 0) < span.from).toBe(true);
      }),
    );
  });
});
