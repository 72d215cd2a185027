import type { SeriesBody, SeriesListBody } from '#libs/contracts/http';

/** What a chart draws: columns of one length; null opens the line. */
export interface ChartColumns {
  /** Seconds since 1970, ascending. */
  readonly times: readonly number[];
  readonly min: readonly (number | null)[];
  readonly avg: readonly (number | null)[];
  readonly max: readonly (number | null)[];
}

const secondsOf = (instant: string) => Date.parse(instant) / 1_000;

/** A series as columns: each bucket at its middle, as far as that is not yet to come, and in each gap a hole. */
export function columnsOf(
  series: SeriesBody,
  { origin, to, bucketSeconds }: Pick<SeriesListBody, 'origin' | 'to' | 'bucketSeconds'>,
): ChartColumns {
  const start = secondsOf(origin);
  const end = secondsOf(to);
  const holes = series.gaps.map(({ from, to: until }) => (secondsOf(from) + secondsOf(until)) / 2);
  const times: number[] = [];
  const columns = { min: [] as (number | null)[], avg: [] as (number | null)[], max: [] as (number | null)[] };
  const add = (time: number, index?: number) => {
    times.push(time);
    for (const name of ['min', 'avg', 'max'] as const)
      columns[name].push(index === undefined ? null : (series[name][index] ?? null));
  };
  series.offsets.forEach((offset, index) => {
    const begin = start + offset;
    while (holes[0] !== undefined && holes[0] < begin) add(holes.shift() as number);
    add(Math.min(begin + bucketSeconds / 2, end), index);
  });
  return { times, ...columns };
}

/** The bucket of each column; undefined of a hole. */
export function bucketsOf(avg: readonly (number | null)[]): readonly (number | undefined)[] {
  let bucket = 0;
  return avg.map((value) => (value === null ? undefined : bucket++));
}

/** A line for a small drawing of 1 by 1, as the path of an SVG; empty where there is nothing. */
export function sparkPath(series: SeriesBody, { from, to, origin, bucketSeconds }: SeriesListBody): string {
  const { times, avg } = columnsOf(series, { origin, to, bucketSeconds });
  const numbers = avg.filter((value) => value !== null);
  const [least, most] = [Math.min(...numbers), Math.max(...numbers)];
  const [start, end] = [secondsOf(from), secondsOf(to)];
  const x = (time: number) => round(Math.min(1, Math.max(0, (time - start) / (end - start))));
  // What does not change is a line in the middle.
  const y = (value: number) => round(most === least ? 0.5 : 1 - (value - least) / (most - least));
  let isOpen = true;
  return times
    .map((time, index) => {
      const value = avg[index] ?? null;
      const command = isOpen ? 'M' : 'L';
      isOpen = value === null;
      return value === null ? '' : `${command}${x(time)} ${y(value)}`;
    })
    .join('');
}

const round = (number: number) => Math.round(number * 1_000) / 1_000;

/** The least, the greatest and the last of a series; undefined where it has nothing. */
export function summaryOf({ min, avg, max }: SeriesBody) {
  const last = avg.at(-1);
  return last === undefined ? undefined : { least: Math.min(...min), greatest: Math.max(...max), last };
}
