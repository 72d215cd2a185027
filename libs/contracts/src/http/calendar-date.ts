import { z } from 'zod';

/** A day of the Gregorian calendar, `2026-11-21`, without a time or a zone. Such texts sort by time. */
export type CalendarDate = z.output<typeof calendarDate>;

/** Days a contract or a shipment can believably have; they also keep sums of months within four-digit years. */
const earliestYear = 1970;
const latestYear = 2199;

/** A full-date of RFC 3339 §5.6 that exists in the calendar, in the years 1970 to 2199. */
export const calendarDate = z.iso
  .date({ error: 'must be a day that exists, written like 2026-11-21', abort: true })
  .refine((date) => {
    const year = Number(date.slice(0, 4));
    return year >= earliestYear && year <= latestYear;
  }, `must be in the years ${earliestYear} to ${latestYear}`)
  .brand<'CalendarDate'>();

/**
 * For `superRefine` of a query with a span of days: what ends before it begins finds nothing, and is a mistake of whoever asks.
 *
 * @param from name of the first day of the span
 * @param before name of the first day after it
 */
export const spanOfDays =
  <From extends string, Before extends string>(from: From, before: Before) =>
  (
    query: { readonly [Name in From | Before]?: CalendarDate | undefined },
    context: Pick<z.core.$RefinementCtx, 'addIssue'>,
  ): void => {
    const first: CalendarDate | undefined = query[from];
    const end: CalendarDate | undefined = query[before];
    if (first === undefined || end === undefined || first < end) return;
    context.addIssue({ code: 'custom', path: [before], message: `must be later than ${from}, which is ${first}` });
  };
