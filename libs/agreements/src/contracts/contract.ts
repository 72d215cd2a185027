import type { CalendarDate } from '#libs/contracts/http';
import { daysBetween, daysLater, startOfDayIn } from './calendar-day.js';

/** So many days before its end a contract, or a warranty, is `ending`: it is time to renew. */
export const ENDING_DAYS = 60;
/** So many days after its end nothing changes for the customer yet. */
export const GRACE_DAYS = 30;
/** Days before the end of which people are told, once each. */
export const noticeDays = [60, 30, 7, 0] as const;
export type NoticeDays = (typeof noticeDays)[number];
/** The same of a warranty: when its state becomes `ending`, and while there is still time to report a fault. */
export const warrantyNoticeDays = [ENDING_DAYS, 7] as const;

/**
 * Where a contract is in its life, on a day of its customer's calendar.
 *
 * upcoming: not begun; active; ending: {@link ENDING_DAYS} or less are left; grace: it ended less than
 * {@link GRACE_DAYS} ago; lapsed: longer ago; renewed: another one goes on from it, whatever the day.
 */
export type ContractState = 'upcoming' | 'active' | 'ending' | 'grace' | 'lapsed' | 'renewed';

export interface ContractTerm {
  readonly startDate: CalendarDate;
  /** First day without the service. */
  readonly endDate: CalendarDate;
  readonly isRenewed: boolean;
}

export function contractStateOf({ startDate, endDate, isRenewed }: ContractTerm, today: CalendarDate): ContractState {
  if (isRenewed) return 'renewed';
  if (today < startDate) return 'upcoming';
  if (today < daysLater(endDate, -ENDING_DAYS)) return 'active';
  if (today < endDate) return 'ending';
  return today < graceEndOf(endDate) ? 'grace' : 'lapsed';
}

/** First day after the time of grace. */
export const graceEndOf = (endDate: CalendarDate) => daysLater(endDate, GRACE_DAYS);

/** none: there is none today. */
export type WarrantyState = 'none' | 'active' | 'ending' | 'ended';

/** Where the warranty of an asset is on a day of its organization's calendar; the end is the first day without it. */
export function warrantyStateOf(
  { begin, end }: { readonly begin: CalendarDate | null; readonly end: CalendarDate | null },
  today: CalendarDate,
): WarrantyState {
  if (begin === null && end === null) return 'none';
  if (begin !== null && today < begin) return 'none';
  if (end === null) return 'active';
  if (today >= end) return 'ended';
  return today < daysLater(end, -ENDING_DAYS) ? 'active' : 'ending';
}

/**
 * From when on readings are kept from the customer's people: the end of the time of grace, if it is over; null: nothing
 * is.
 *
 * @param endDate of the contract of the device and its owner that ends last: a later one releases everything
 * @param timeZone of the customer
 */
export function withheldFrom(endDate: CalendarDate, timeZone: string, now: Date): Date | null {
  const from = startOfDayIn(timeZone, graceEndOf(endDate));
  return from <= now ? from : null;
}

/**
 * Of which notice it is time: that of the days that are left now, unless it or a later one was sent.
 *
 * A contract that is shorter than the days of a notice, or lapsed, or renewed, has none.
 *
 * @param noticed days of the last notice; null: none was sent
 */
export function noticeDue(term: ContractTerm, noticed: number | null, today: CalendarDate): NoticeDays | undefined {
  if (term.isRenewed || today >= graceEndOf(term.endDate)) return undefined;
  const left = daysBetween(today, term.endDate);
  const length = daysBetween(term.startDate, term.endDate);
  const reached = noticeDays.filter((days) => left <= days && days < length);
  const due = reached.at(-1);
  return due !== undefined && (noticed === null || due < noticed) ? due : undefined;
}
