/** Devices whose days are counted at once; more are not held back. */
const MAXIMUM_DEVICES = 100_000;
const MINUTE_MS = 60_000;

/**
 * Past days a device may store under within a minute, and so with one message: each day can cost a new chunk in each of the
 * tables everybody shares, about 30 ms of the embedded database.
 */
export const PAST_DAYS_A_MINUTE = 64;

/** Which past days each device stored under within the present minute. */
export class DayAllowance {
  private readonly daysOf = new Map<number, Set<number>>();
  private minute = 0;

  /** @param amount days of each device in each minute */
  constructor(private readonly amount: number) {}

  /** Uses a day; one that was used within the minute is free. @returns whether it may be used */
  take(deviceKey: number, day: number, atMs: number): boolean {
    const minute = Math.floor(atMs / MINUTE_MS);
    if (minute > this.minute) {
      this.daysOf.clear();
      this.minute = minute;
    }
    const days = this.daysOf.get(deviceKey) ?? new Set();
    if (days.has(day)) return true;
    if (days.size >= this.amount) return false;
    if (this.daysOf.size < MAXIMUM_DEVICES || days.size > 0) this.daysOf.set(deviceKey, days.add(day));
    return true;
  }
}
