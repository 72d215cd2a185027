import { readingQuery } from './telemetry.js';

const problemsOf = (query: Record<string, string>) =>
  readingQuery.safeParse({ quantity: 'load', ...query }).error?.issues.map(({ path }) => path.join('.')) ?? [];

describe('readingQuery', () => {
  it.each([
    ['1s', 1],
    ['15m', 900],
    ['1h', 3_600],
    ['7d', 604_800],
    ['366d', 31_622_400],
  ])('reads a bucket of %s as %d seconds', (bucket, seconds) => {
    expect(readingQuery.parse({ quantity: 'load', bucket }).bucket).toBe(seconds);
  });

  it('reads instants with an offset, and cuts off what is finer than a millisecond', () => {
    const { from, to } = readingQuery.parse({
      quantity: 'load',
      from: '2026-11-21T00:00:00+01:00',
      to: '2026-11-21T12:00:00.123456Z',
    });
    expect(from?.toISOString()).toBe('2026-11-20T23:00:00.000Z');
    expect(to?.toISOString()).toBe('2026-11-21T12:00:00.123Z');
  });

  it('gives 1000 readings when nothing is said', () => {
    expect(readingQuery.parse({ quantity: 'load' }).limit).toBe(1000);
  });

  it.each([
    ['an empty quantity', { quantity: '' }, ['quantity']],
    ['a day instead of an instant', { from: '2026-11-21' }, ['from']],
    ['an instant without a zone', { from: '2026-11-21T00:00:00' }, ['from']],
    ['an instant whose + was read as a space', { from: '2026-11-21T00:00:00 01:00' }, ['from']],
    ['the 30th of February', { to: '2026-02-30T00:00:00Z' }, ['to']],
    ['milliseconds', { from: '1795000000000' }, ['from']],
    ['the year 0001', { from: '0001-01-01T00:00:00Z' }, ['from']],
    ['an end before the beginning', { from: '2026-11-21T00:00:00Z', to: '2026-11-20T00:00:00Z' }, ['to']],
    ['an empty span', { from: '2026-11-21T00:00:00Z', to: '2026-11-21T00:00:00Z' }, ['to']],
    ['a bucket without a unit', { bucket: '60' }, ['bucket']],
    ['a bucket of nothing', { bucket: '0h' }, ['bucket']],
    ['a bucket in weeks', { bucket: '1w' }, ['bucket']],
    ['a bucket beyond a year', { bucket: '367d' }, ['bucket']],
    ['half a bucket', { bucket: '0.5h' }, ['bucket']],
    ['no readings', { limit: '0' }, ['limit']],
    ['too many readings', { limit: '10001' }, ['limit']],
    ['a made-up cursor', { cursor: "1' OR 1=1" }, ['cursor']],
    ['several at once', { from: 'x', to: 'y', bucket: 'z' }, ['from', 'to', 'bucket']],
  ])('refuses %s and names the field', (_what, query, paths) => {
    expect(problemsOf(query)).toEqual(paths);
  });
});
