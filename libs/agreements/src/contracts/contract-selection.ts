import type { CalendarDate } from '#libs/contracts/http';
import type { OrganizationId } from '#libs/kernel';
import { dayIn, daysLater } from './calendar-day.js';
import { type ContractState, ENDING_DAYS, GRACE_DAYS } from './contract.js';

/** Which contracts a page of the list shows. */
export interface ContractSelection {
  readonly sort: 'endDate' | '-endDate';
  readonly state?: ContractState | undefined;
  readonly customerId?: OrganizationId | undefined;
  /** Those that wait for a renewal: neither renewed nor lapsed, and at their end in so many days at most. */
  readonly endsWithin?: number | undefined;
  /** Those whose end is this day or a later one. */
  readonly endsFrom?: CalendarDate | undefined;
  /** Those whose end is earlier than this day. */
  readonly endsBefore?: CalendarDate | undefined;
  /** Whether another goes on from it. */
  readonly renewed?: boolean | undefined;
  /** End and id of the last one of the page before. */
  readonly after?: readonly [endDate: string, id: string] | undefined;
  readonly limit: number;
}

/** Before any contract's end. */
export const EARLIEST: CalendarDate = '0001-01-01' as CalendarDate;
const LATEST: CalendarDate = '9999-12-31' as CalendarDate;

/**
 * Between which ends, both inclusive, everything lies that a filter can find: one range of the index on ends. Days of
 * zones differ by one from that of UTC at most.
 */
export function endsOf(
  state: ContractState | undefined,
  endsWithin: number | undefined,
  now: Date,
): readonly [from: CalendarDate, to: CalendarDate] {
  const today = dayIn('UTC', now);
  if (endsWithin !== undefined) return [daysLater(today, -GRACE_DAYS - 1), daysLater(today, endsWithin + 1)];
  switch (state) {
    case 'active':
      return [daysLater(today, ENDING_DAYS - 1), LATEST];
    case 'ending':
      return [daysLater(today, -1), daysLater(today, ENDING_DAYS + 1)];
    case 'grace':
      return [daysLater(today, -GRACE_DAYS - 1), daysLater(today, 1)];
    case 'lapsed':
      return [EARLIEST, daysLater(today, 1 - GRACE_DAYS)];
    case 'upcoming':
      return [daysLater(today, -1), LATEST];
    default:
      return [EARLIEST, LATEST];
  }
}
