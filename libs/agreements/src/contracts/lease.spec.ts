import fc from 'fast-check';
import { type CalendarDate, calendarDate } from '#libs/contracts/http';
import { endOfLease } from './lease.js';

const day = (text: string) => calendarDate.parse(text);
const anyDay = fc
  .date({ min: new Date('1970-01-01'), max: new Date('2179-12-31'), noInvalidDate: true })
  .map((date) => day(date.toISOString().slice(0, 10)));
const anyLease = fc.integer({ min: 1, max: 240 });

describe('endOfLease', () => {
  it.each([
    ['2026-11-21', 12, '2027-11-21'],
    ['2026-01-31', 1, '2026-02-28'],
    ['2028-01-31', 1, '2028-02-29'],
    ['2100-01-31', 1, '2100-02-28'],
    ['2026-12-31', 2, '2027-02-28'],
    ['2028-02-29', 12, '2029-02-28'],
    ['2028-02-29', 48, '2032-02-29'],
    ['2026-08-31', 1, '2026-09-30'],
    ['2026-12-01', 1, '2027-01-01'],
    ['2026-03-15', 240, '2046-03-15'],
  ])('R1-26: %s and %d months is %s', (start, months, end) => {
    expect(endOfLease(day(start), months)).toBe(end);
  });

  it('is a day that exists, in the month that many months later', () => {
    fc.assert(
      fc.property(anyDay, anyLease, (start, months) => {
        const end = endOfLease(start, months);
        expect(calendarDate.parse(end)).toBe(end);
        const monthsOf = (date: CalendarDate) => Number(date.slice(0, 4)) * 12 + Number(date.slice(5, 7));
        expect(monthsOf(end) - monthsOf(start)).toBe(months);
      }),
    );
  });

  it('keeps the number of the day, or takes the last day of a month that lacks it', () => {
    fc.assert(
      fc.property(anyDay, anyLease, (start, months) => {
        const end = endOfLease(start, months);
        if (end.slice(8) === start.slice(8)) return;
        expect(end.slice(8) < start.slice(8)).toBe(true);
        const next = new Date(`${end}T00:00:00Z`);
        next.setUTCDate(next.getUTCDate() + 1);
        expect(next.getUTCDate()).toBe(1);
      }),
    );
  });

  it('grows with the lease and with the start', () => {
    fc.assert(
      fc.property(anyDay, anyDay, anyLease, (a, b, months) => {
        expect(endOfLease(a, months + 1) > endOfLease(a, months)).toBe(true);
        const [earlier, later] = a <= b ? [a, b] : [b, a];
        expect(endOfLease(earlier, months) <= endOfLease(later, months)).toBe(true);
      }),
    );
  });
});
