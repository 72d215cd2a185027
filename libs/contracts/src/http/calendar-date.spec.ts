import fc from 'fast-check';
import { z } from 'zod';
import { calendarDate, spanOfDays } from './calendar-date.js';

describe('calendarDate', () => {
  it.each([
    '2026-02-29', // no leap year
    '2100-02-29', // a century that 400 does not divide
    '2026-04-31',
    '2026-00-10',
    '2026-13-01',
    '2026-1-1',
    '21.11.2026',
    '2026-11-21T00:00:00Z',
    '1969-12-31',
    '2200-01-01',
    '',
  ])('refuses %j', (typed) => {
    expect(calendarDate.safeParse(typed).success).toBe(false);
  });

  it('takes every day that exists from 1970 to 2199', () => {
    fc.assert(
      fc.property(
        fc.date({ min: new Date('1970-01-01'), max: new Date('2199-12-31'), noInvalidDate: true }),
        (date) => {
          const day = date.toISOString().slice(0, 10);
          expect(calendarDate.parse(day)).toBe(day);
        },
      ),
    );
  });
});

describe('a span of days that a query names', () => {
  const query = z
    .object({ endsFrom: calendarDate.optional(), endsBefore: calendarDate.optional() })
    .superRefine(spanOfDays('endsFrom', 'endsBefore'));
  const days = fc
    .date({ min: new Date('1970-01-01'), max: new Date('2199-12-31'), noInvalidDate: true })
    .map((date) => date.toISOString().slice(0, 10));

  it('is taken where it holds a day, and refused at its end where it holds none', () => {
    fc.assert(
      fc.property(days, days, (endsFrom, endsBefore) => {
        const { success, error } = query.safeParse({ endsFrom, endsBefore });
        expect(success).toBe(Date.parse(endsFrom) < Date.parse(endsBefore));
        expect(error?.issues.map(({ path }) => path) ?? [['endsBefore']]).toEqual([['endsBefore']]);
      }),
    );
  });

  it('is open where it has no beginning or no end', () => {
    for (const asked of [{}, { endsFrom: '2026-12-01' }, { endsBefore: '2026-12-01' }])
      expect(query.safeParse(asked).success).toBe(true);
  });
});
