import type { Span } from './telemetry.js';

const MINUTE = 60;
const HOUR = 3_600;
const DAY = 86_400;

/** Lengths people read off a time axis, seconds; whole minutes, hours and days are summed up beforehand. */
const LENGTHS = [
  ...[1, 2, 5, 10, 15, 30],
  ...[1, 2, 5, 10, 15, 30].map((minutes) => minutes * MINUTE),
  ...[1, 2, 3, 4, 6, 8, 12].map((hours) => hours * HOUR),
  ...[1, 2, 3, 7, 14, 28, 56, 112].map((days) => days * DAY),
];

/** Where buckets are counted from: a Monday, as TimescaleDB's time_bucket has it. */
const ORIGIN_MS = Date.UTC(2000, 0, 3);

/** Silence of more than so many usual steps is a gap: one lost message is none. */
const USUAL_STEPS = 3;

/**
 * The shortest bucket of those offered by which a span has no more than so many.
 *
 * @param points 2 or more; both ends of a span may lie inside a bucket
 * @returns seconds; spans of more than a thousand years get the longest
 */
export function bucketSecondsFor({ from, to }: Span, points: number): number {
  const seconds = (to.getTime() - from.getTime()) / 1_000;
  return LENGTHS.find((length) => seconds / length <= points - 1) ?? 366 * DAY;
}

/** Where the bucket begins that an instant lies in. */
export function bucketStart(instant: Date, bucketSeconds: number): Date {
  const length = bucketSeconds * 1_000;
  return new Date(ORIGIN_MS + Math.floor((instant.getTime() - ORIGIN_MS) / length) * length);
}

/**
 * Where nothing came for long: between two buckets that lie further apart than three usual steps of this device, which may report
 * less often than there are buckets.
 *
 * @param starts where buckets with numbers begin, ascending
 */
export function gapsBetween(starts: readonly Date[], bucketSeconds: number): readonly Span[] {
  const steps = starts.slice(1).map((start, index) => start.getTime() - (starts[index] as Date).getTime());
  const usual = [...steps].sort((one, other) => one - other)[Math.floor(steps.length / 2)] ?? 0;
  return steps.flatMap((step, index) => {
    if (step <= USUAL_STEPS * usual) return [];
    const before = starts[index] as Date; // there is one step less than starts
    return [{ from: new Date(before.getTime() + bucketSeconds * 1_000), to: new Date(before.getTime() + step) }];
  });
}
