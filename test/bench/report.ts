import { type Spread, spreadOf } from './statistics.js';

/** One budget of docs/architecture.md against what was seen, round by round. */
export interface Measurement {
  readonly name: string;
  readonly unit: string;
  readonly rule: 'at least' | 'at most';
  /** What was seen in each round. */
  readonly measured: readonly number[];
  /** The limit of each round, in the same unit: a fixed budget, or a share of what was measured beside it. */
  readonly limits: readonly number[];
  /** What the ratio is taken to, in words: "0.7 × two connections of COPY, sorted", "the budget of 50 ms". */
  readonly ratioOf: string;
  /** Further figures worth keeping: percentiles, counts, what the limit was taken from. */
  readonly details?: Readonly<Record<string, number | string>>;
}

/** Where measurements go as soon as they are made. */
export interface Report {
  /** A measurement is ready. */
  add(measurement: Measurement): void;
  /** What could not be measured, and why. */
  skip(name: string, reason: string): void;
  /** What is being done now. */
  progress(text: string): void;
}

/** Measured over limit in each round: 1 or more is good for "at least", 1 or less for "at most". */
export function ratios({ measured, limits }: Measurement): Spread {
  return spreadOf(measured.map((value, round) => value / (limits[round] ?? Number.NaN)));
}

/** Whether the budget is kept by the median of the rounds. */
export function isMet(measurement: Measurement): boolean {
  const { median } = ratios(measurement);
  return measurement.rule === 'at least' ? median >= 1 : median <= 1;
}

/** A budget that does not depend on what else was measured, once for each round. */
export function fixedLimit(limit: number, unit: string, measured: readonly number[]) {
  return { limits: measured.map(() => limit), unit, measured, ratioOf: `the budget of ${limit} ${unit}` };
}

/** One line: what, how much (minimum … maximum), the ratio and what it is taken to, and the verdict. */
export function line(measurement: Measurement): string {
  const { name, unit, rule, measured, ratioOf } = measurement;
  return [
    `${isMet(measurement) ? 'met   ' : 'MISSED'}  ${name}: ${shown(spreadOf(measured), number)} ${unit}`,
    `ratio ${shown(ratios(measurement), (value) => value.toFixed(2))} of ${ratioOf} (${rule} 1)`,
  ].join('; ');
}

const shown = ({ minimum, median, maximum }: Spread, text: (value: number) => string) =>
  `${text(median)} (${text(minimum)} … ${text(maximum)})`;

const number = (value: number) =>
  value >= 100
    ? Math.round(value).toLocaleString('en-US')
    : value.toLocaleString('en-US', { maximumSignificantDigits: 3 });
