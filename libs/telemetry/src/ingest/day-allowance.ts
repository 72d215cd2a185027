import type { Clock } from '#libs/kernel';

/** Devices whose days are counted at once; more are not held back. */
const MAXIMUM_DEVICES = 100_000;
export const MINUTE_MS = 60_000;

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
  constructor(
    private readonly amount: number,
    private readonly clock: Clock,
  ) {}

  /** Uses days; those that were used within the minute are free. @returns whether they may be used; if not, none is */
  take(deviceKey: number, days: ReadonlySet<number>): boolean {
    if (days.size === 0 || this.amount === Number.POSITIVE_INFINITY) return true;
    const minute = Math.floor(this.clock.now().getTime() / MINUTE_MS);
    if (minute !== this.minute) {
      this.daysOf.clear();
      this.minute = minute;
    }
    const used = this.daysOf.get(deviceKey) ?? new Set<number>();
    let further = 0;
    for (const day of days) if (!used.has(day)) further += 1;
    if (used.size + further > this.amount) return false;
    for (const day of days) used.add(day);
    if (this.daysOf.size < MAXIMUM_DEVICES) this.daysOf.set(deviceKey, used);
    return true;
  }
}
