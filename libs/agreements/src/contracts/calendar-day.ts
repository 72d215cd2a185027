import { LRUCache } from 'lru-cache';
import type { CalendarDate } from '#libs/contracts/http';
import { DAY_MS, HOUR_MS } from '#libs/kernel';

/** No zone is farther from UTC than this: +14 h (Pacific/Kiritimati), -12 h (Etc/GMT+12). */
const FARTHEST_ZONE_MS = 15 * HOUR_MS;
/** Writers of days by zone; making one takes far longer than using it. */
const writers = new LRUCache<string, Intl.DateTimeFormat>({ max: 500 });

/** Writes instants as days of a zone, `2026-11-21`: what the Swedish locale does is ISO 8601. */
function writerFor(timeZone: string): Intl.DateTimeFormat {
  const known = writers.get(timeZone);
  if (known) return known;
  const writer = new Intl.DateTimeFormat('sv-SE', { timeZone, year: 'numeric', month: '2-digit', day: '2-digit' });
  writers.set(timeZone, writer);
  return writer;
}

/**
 * The calendar day an instant falls on in a zone.
 *
 * @param timeZone IANA name, such as `Europe/Warsaw`
 */
export const dayIn = (timeZone: string, instant: Date) => writerFor(timeZone).format(instant) as CalendarDate;

/**
 * The first instant of a day in a zone, to the millisecond: midnight, or where summer time begins at midnight the hour
 * after it.
 */
export function startOfDayIn(timeZone: string, day: CalendarDate): Date {
  const writer = writerFor(timeZone);
  const midnightUtcMs = Date.parse(`${day}T00:00:00.000Z`);
  let before = midnightUtcMs - FARTHEST_ZONE_MS;
  let within = midnightUtcMs + FARTHEST_ZONE_MS;
  while (within - before > 1) {
    const middle = Math.floor((before + within) / 2);
    if (writer.format(middle) >= day) within = middle;
    else before = middle;
  }
  return new Date(within);
}

/** The day some days later; earlier for a negative number. */
export function daysLater(day: CalendarDate, days: number): CalendarDate {
  return new Date(Date.parse(`${day}T00:00:00.000Z`) + days * DAY_MS).toISOString().slice(0, 10) as CalendarDate;
}

/** How many days after `from` the day `to` is; negative if it is earlier. */
export function daysBetween(from: CalendarDate, to: CalendarDate): number {
  return Math.round((Date.parse(`${to}T00:00:00.000Z`) - Date.parse(`${from}T00:00:00.000Z`)) / DAY_MS);
}
