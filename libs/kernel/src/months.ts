/** How many of something end in a month. */
export interface MonthCount {
  /** `2026-12`. */
  readonly month: string;
  readonly count: number;
}

/** The first days of so many months and of the one after them, from the month of an instant on, by the calendar of UTC. */
export function monthsFrom(now: Date, months: number): readonly string[] {
  const [year, month] = [now.getUTCFullYear(), now.getUTCMonth()];
  return Array.from({ length: months + 1 }, (_, place) =>
    new Date(Date.UTC(year, month + place, 1)).toISOString().slice(0, 10),
  );
}
