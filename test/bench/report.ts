/** One budget of docs/architecture.md against what was seen. */
export interface Measurement {
  readonly name: string;
  readonly measured: number;
  readonly limit: number;
  readonly unit: string;
  readonly rule: 'at least' | 'at most';
  /** What the limit was taken from when it was measured in the same run, such as "two connections of COPY". */
  readonly limitFrom?: string;
  /** Further figures worth keeping: batch sizes, percentiles, counts. */
  readonly details?: Readonly<Record<string, number | string>>;
}

/** Measured over limit: 1 or more is good for "at least", 1 or less for "at most". */
export function ratio({ measured, limit }: Measurement): number {
  return measured / limit;
}

/** Whether the budget is kept. */
export function isMet(measurement: Measurement): boolean {
  return measurement.rule === 'at least' ? ratio(measurement) >= 1 : ratio(measurement) <= 1;
}

const number = (value: number) =>
  value >= 100
    ? Math.round(value).toLocaleString('en-US')
    : value.toLocaleString('en-US', { maximumFractionDigits: 2 });

/** The measurements as a table for a terminal, one a line. */
export function table(measurements: readonly Measurement[]): string {
  const rows = measurements.map((m) => [
    m.name,
    `${number(m.measured)} ${m.unit}`,
    `${m.rule} ${number(m.limit)} ${m.unit}`,
    ratio(m).toFixed(2),
    isMet(m) ? 'met' : 'MISSED',
  ]);
  const all = [['what', 'measured', 'limit', 'ratio', ''], ...rows];
  const widths = all[0]?.map((_, column) => Math.max(...all.map((row) => row[column]?.length ?? 0))) ?? [];
  return all
    .map((row) =>
      row
        .map((cell, column) => cell.padEnd(widths[column] ?? 0))
        .join('  ')
        .trimEnd(),
    )
    .join('\n');
}
