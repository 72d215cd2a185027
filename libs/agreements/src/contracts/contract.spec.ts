import type { CalendarDate } from '#libs/contracts/http';
import { DAY_MS } from '#libs/kernel';
import { daysLater } from './calendar-day.js';
import { contractStateOf, ENDING_DAYS, GRACE_DAYS, noticeDue, warrantyStateOf, withheldFrom } from './contract.js';

const day = (text: string) => text as CalendarDate;
const startDate = day('2026-11-21');
const endDate = day('2027-11-21');
const term = { startDate, endDate, isRenewed: false };

describe('the state of a contract', () => {
  it('has the numbers of the issue: 60 days before the end, 30 after it', () => {
    expect([ENDING_DAYS, GRACE_DAYS]).toEqual([60, 30]);
  });

  it.each([
    ['2026-11-20', 'upcoming'],
    ['2026-11-21', 'active'],
    ['2027-09-21', 'active'],
    ['2027-09-22', 'ending'],
    ['2027-11-20', 'ending'],
    ['2027-11-21', 'grace'],
    ['2027-12-20', 'grace'],
    ['2027-12-21', 'lapsed'],
    ['2040-01-01', 'lapsed'],
  ])('on %s is %s', (today, state) => {
    expect(contractStateOf(term, day(today))).toBe(state);
    expect(contractStateOf({ ...term, isRenewed: true }, day(today))).toBe('renewed');
  });
});

describe('the state of a warranty', () => {
  const warranty = { begin: startDate, end: endDate };
  it.each([
    [warranty, '2026-11-20', 'none'],
    [warranty, '2026-11-21', 'active'],
    [warranty, '2027-09-21', 'active'],
    [warranty, '2027-09-22', 'ending'],
    [warranty, '2027-11-20', 'ending'],
    [warranty, '2027-11-21', 'ended'],
    [{ begin: null, end: endDate }, '2020-01-01', 'active'],
    [{ begin: startDate, end: null }, '2090-01-01', 'active'],
    [{ begin: null, end: null }, '2026-11-21', 'none'],
  ])('%j on %s is %s', (given, today, state) => {
    expect(warrantyStateOf(given, day(today))).toBe(state);
  });
});

describe('readings are withheld', () => {
  const from = new Date('2027-12-20T23:00:00.000Z'); // midnight of 21 December in Warsaw
  const at = (ms: number) => new Date(from.getTime() + ms);

  it('from the end of the time of grace on, by the customer’s calendar', () => {
    expect(withheldFrom(endDate, 'Europe/Warsaw', at(-1))).toBeNull();
    expect(withheldFrom(endDate, 'Europe/Warsaw', at(0))).toEqual(from);
    expect(withheldFrom(endDate, 'America/Los_Angeles', at(0))).toBeNull();
  });

  it('no more, not even those of the gap, as soon as a later contract is there', () => {
    const later = daysLater(endDate, 365);
    expect(withheldFrom(later, 'Europe/Warsaw', at(DAY_MS))).toBeNull();
  });
});

describe('a notice', () => {
  it.each([
    ['2027-09-21', null, undefined],
    ['2027-09-22', null, 60],
    ['2027-09-23', 60, undefined],
    ['2027-10-21', 60, undefined],
    ['2027-10-22', 60, 30],
    ['2027-11-14', 30, 7],
    ['2027-11-20', 7, undefined],
    ['2027-11-21', 7, 0],
    ['2027-11-22', 0, undefined],
    ['2027-11-16', null, 7],
    ['2027-12-20', null, 0],
    ['2027-12-21', null, undefined],
  ])('on %s, when the last one was of %s days: %s', (today, noticed, due) => {
    expect(noticeDue(term, noticed, day(today))).toBe(due);
    expect(noticeDue({ ...term, isRenewed: true }, noticed, day(today))).toBeUndefined();
  });

  it('of more days than the contract is long is not sent', () => {
    const month = { startDate, endDate: day('2026-12-21'), isRenewed: false };
    expect(noticeDue(month, null, startDate)).toBeUndefined();
    expect(noticeDue(month, null, day('2026-12-14'))).toBe(7);
  });
});
