import type { CalendarDate } from '#libs/contracts/http';

/** Days of a month, 1 to 12, of the Gregorian calendar. */
const daysOf = (year: number, month: number) => new Date(Date.UTC(year, month, 0)).getUTCDate();

/**
 * The day some months later, with the same number in its month, or the month's last day where that number is missing:
 * 31 January and one month is 28 or 29 February. No time and no zone takes part.
 *
 * @param months 0 or more
 */
function monthsLater(date: CalendarDate, months: number): CalendarDate {
  const [year = 0, month = 0, day = 0] = date.split('-').map(Number);
  const monthsSinceYearZero = year * 12 + (month - 1) + months;
  const laterYear = Math.floor(monthsSinceYearZero / 12);
  const laterMonth = (monthsSinceYearZero % 12) + 1;
  const laterDay = Math.min(day, daysOf(laterYear, laterMonth));
  const text = [
    String(laterYear).padStart(4, '0'),
    String(laterMonth).padStart(2, '0'),
    String(laterDay).padStart(2, '0'),
  ].join('-');
  return text as CalendarDate;
}

/**
 * First day without the service (R1-26): start date plus the lease.
 *
 * @param leaseMonths 1 to 240
 */
export function endOfLease(startDate: CalendarDate, leaseMonths: number): CalendarDate {
  return monthsLater(startDate, leaseMonths);
}
