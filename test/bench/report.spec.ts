import { fixedLimit, isMet, line, type Measurement, ratios } from './report.js';

const ingest: Measurement = {
  name: 'Durable ingest',
  unit: 'readings/s',
  rule: 'at least',
  measured: [80_000, 120_000, 90_000],
  limits: [100_000, 100_000, 100_000],
  ratioOf: '0.7 × COPY in the same round',
};

describe('a measurement', () => {
  it('is a ratio to the limit of its own round', () => {
    expect(ratios({ ...ingest, measured: [1, 2, 3], limits: [1, 4, 2] })).toEqual({
      minimum: 0.5,
      median: 1,
      maximum: 1.5,
    });
  });

  it('keeps its budget by the median', () => {
    expect(isMet(ingest)).toBe(false);
    expect(isMet({ ...ingest, measured: [80_000, 120_000, 100_000] })).toBe(true);
  });

  it('that is to stay below keeps its budget at the limit and not above', () => {
    const latency = { ...ingest, rule: 'at most' as const };
    expect(isMet({ ...latency, ...fixedLimit(50, 'ms', [50]) })).toBe(true);
    expect(isMet({ ...latency, ...fixedLimit(50, 'ms', [50.1]) })).toBe(false);
  });

  it('is told in one line with its noise and what it is a ratio of', () => {
    expect(line(ingest)).toBe(
      'MISSED  Durable ingest: 90,000 (80,000 … 120,000) readings/s; ratio 0.90 (0.80 … 1.20) of 0.7 × COPY in the same round (at least 1)',
    );
  });
});
