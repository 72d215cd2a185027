import type { SeriesBody, SeriesListBody } from '#libs/contracts/http';
import { bucketsOf, columnsOf, sparkPath, summaryOf } from './columns';

const aSeries = (differences: Partial<SeriesBody> = {}): SeriesBody => ({
  quantity: 'voltage',
  unit: 'V',
  described: null,
  numeric: true,
  offsets: [0, 60, 600],
  min: [1, 2, 3],
  avg: [2, 3, 4],
  max: [3, 4, 5],
  gaps: [{ from: '2026-11-29T12:02:00.000Z', to: '2026-11-29T12:10:00.000Z' }],
  ...differences,
});
const answer: SeriesListBody = {
  from: '2026-11-29T12:00:00.000Z',
  to: '2026-11-29T12:10:20.000Z',
  origin: '2026-11-29T12:00:00.000Z',
  bucketSeconds: 60,
  series: [],
  events: [],
  eventsLeftOff: false,
};
const start = Date.parse(answer.origin) / 1_000;

describe('the columns of a chart', () => {
  it('leave gaps open: a hole stands in each', () => {
    const { times, min, avg, max } = columnsOf(aSeries(), answer);
    expect(avg).toEqual([2, 3, null, 4]);
    expect(min).toEqual([1, 2, null, 3]);
    expect(max).toEqual([3, 4, null, 5]);
    expect(times.map((time) => time - start)).toEqual([30, 90, 360, 620]);
  });

  it('have each bucket at its middle, and none beyond the end of the span', () => {
    expect(columnsOf(aSeries({ gaps: [] }), answer).times.at(-1)).toBe(Date.parse(answer.to) / 1_000);
  });

  it('know of each column the bucket it is, and of a hole that it is none', () => {
    expect(bucketsOf(columnsOf(aSeries(), answer).avg)).toEqual([0, 1, undefined, 2]);
  });

  it('are a line with a hole in small, too, and one in the middle where nothing changes', () => {
    expect(sparkPath(aSeries(), answer).match(/[ML]/g)).toEqual(['M', 'L', 'M']);
    expect(sparkPath(aSeries({ avg: [7, 7, 7], gaps: [] }), answer)).toContain('0.5');
    expect(sparkPath(aSeries({ offsets: [], min: [], avg: [], max: [], gaps: [] }), answer)).toBe('');
  });

  it('are summed up by the least and the greatest, not by means', () => {
    expect(summaryOf(aSeries())).toEqual({ least: 1, greatest: 5, last: 4 });
    expect(summaryOf(aSeries({ offsets: [], min: [], avg: [], max: [] }))).toBeUndefined();
  });
});
