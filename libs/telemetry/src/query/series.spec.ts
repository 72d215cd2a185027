import fc from 'fast-check';
import { DAY_MS } from '#libs/kernel';
import { bucketSecondsFor, bucketStart, gapsBetween } from './series.js';

const start = Date.UTC(2026, 10, 29, 12);
const minutes = (...numbers: readonly number[]) => numbers.map((minute) => new Date(start + minute * 60_000));
const spanOfMs = (ms: number) => ({ from: new Date(start), to: new Date(start + ms) });

describe('the length of the buckets of a chart', () => {
  it.each([
    ['an hour', DAY_MS / 24, 5],
    ['a day', DAY_MS, 120],
    ['a week', 7 * DAY_MS, 600],
    ['a month', 30 * DAY_MS, 3_600],
    ['a year', 366 * DAY_MS, 28_800],
    ['five years', 5 * 366 * DAY_MS, 172_800],
  ])('is one that people read off an axis, for %s', (_, ms, seconds) => {
    expect(bucketSecondsFor(spanOfMs(ms), 1_200)).toBe(seconds);
  });

  it('never gives more points than were asked for, wherever the span begins', () => {
    const instants = fc.date({ min: new Date('1970-01-02'), max: new Date('2199-01-01'), noInvalidDate: true });
    fc.assert(
      fc.property(
        instants,
        fc.integer({ min: 1, max: 6 * 366 * DAY_MS }),
        fc.integer({ min: 10, max: 1_500 }),
        (from, ms, points) => {
          const to = new Date(from.getTime() + ms);
          const seconds = bucketSecondsFor({ from, to }, points);
          const first = bucketStart(from, seconds).getTime();
          expect(first).toBeLessThanOrEqual(from.getTime());
          expect(Math.ceil((to.getTime() - first) / (seconds * 1_000))).toBeLessThanOrEqual(points);
        },
      ),
    );
  });

  it('lets days begin at midnight UTC, and weeks on Monday', () => {
    expect(bucketStart(new Date('2026-11-29T17:53:04Z'), 86_400)).toEqual(new Date('2026-11-29T00:00:00Z'));
    expect(bucketStart(new Date('2026-11-29T17:53:04Z'), 7 * 86_400)).toEqual(new Date('2026-11-23T00:00:00Z'));
  });
});

describe('the gaps of a chart', () => {
  it('are where nothing came for more than three times as long as usual', () => {
    const [from, to] = minutes(4, 10);
    expect(gapsBetween(minutes(0, 1, 2, 3, 10, 11), 60)).toEqual([{ from, to }]);
  });

  it('are none where a device reports less often than there are buckets, or lost two messages', () => {
    expect(gapsBetween(minutes(0, 15, 30, 45, 60), 60)).toEqual([]);
    expect(gapsBetween(minutes(0, 1, 4, 5, 6), 60)).toEqual([]);
    expect(gapsBetween(minutes(0), 60)).toEqual([]);
    expect(gapsBetween([], 60)).toEqual([]);
  });
});
