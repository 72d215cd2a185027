import { monthsFrom } from './months.js';

describe('the months from an instant on', () => {
  it('begin with its own, end with the first day after the last, and go over the end of a year', () => {
    expect(monthsFrom(new Date('2026-11-30T23:59:59Z'), 3)).toEqual([
      '2026-11-01',
      '2026-12-01',
      '2027-01-01',
      '2027-02-01',
    ]);
  });
});
