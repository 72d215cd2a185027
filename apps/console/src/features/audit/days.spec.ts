import fc from 'fast-check';
import { dayOf, instantAt, nextDay } from './days';

const zones = fc.constantFrom('UTC', 'Europe/Warsaw', 'America/New_York', 'Asia/Kolkata', 'Pacific/Auckland');
const days = fc
  .date({ min: new Date('2000-01-01'), max: new Date('2060-01-01'), noInvalidDate: true })
  .map((date) => date.toISOString().slice(0, 10));

describe('a day of a filter', () => {
  it.each([
    ['2026-11-30', 'Europe/Warsaw', '2026-11-29T23:00:00.000Z'],
    ['2026-07-01', 'Europe/Warsaw', '2026-06-30T22:00:00.000Z'],
    ['2026-03-29', 'Europe/Warsaw', '2026-03-28T23:00:00.000Z'], // the night in which clocks go forward
    ['2026-07-01', 'America/New_York', '2026-07-01T04:00:00.000Z'],
  ])('%s begins in %s at %s', (day, zone, instant) => {
    expect(instantAt(day, zone)).toBe(instant);
  });

  it('is the day of the instant at which it begins, in every zone', () => {
    fc.assert(fc.property(days, zones, (day, zone) => expect(dayOf(instantAt(day, zone), zone)).toBe(day)));
  });

  it('ends where the next begins', () => {
    expect(nextDay('2026-02-28')).toBe('2026-03-01');
    expect(nextDay('')).toBe('');
  });

  it('that is none is no instant', () => {
    expect(instantAt('', 'UTC')).toBeUndefined();
    expect(dayOf(undefined, 'UTC')).toBe('');
  });
});
