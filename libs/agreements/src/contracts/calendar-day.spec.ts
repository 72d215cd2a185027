import fc from 'fast-check';
import type { CalendarDate } from '#libs/contracts/http';
import { dayIn, daysBetween, daysLater, startOfDayIn } from './calendar-day.js';

const day = (text: string) => text as CalendarDate;

describe('calendar days', () => {
  it.each([
    ['Europe/Warsaw', '2026-11-21T22:59:59.999Z', '2026-11-21'],
    ['Europe/Warsaw', '2026-11-21T23:00:00.000Z', '2026-11-22'],
    ['America/Los_Angeles', '2026-11-21T07:59:59.999Z', '2026-11-20'],
    ['Pacific/Kiritimati', '2026-11-21T10:00:00.000Z', '2026-11-22'],
    ['UTC', '2026-11-21T23:59:59.999Z', '2026-11-21'],
  ])('in %s %s is on %s', (zone, instant, expected) => {
    expect(dayIn(zone, new Date(instant))).toBe(expected);
  });

  it.each([
    ['Europe/Warsaw', '2026-07-01', '2026-06-30T22:00:00.000Z', 'summer time'],
    ['Europe/Warsaw', '2026-11-21', '2026-11-20T23:00:00.000Z', 'winter time'],
    ['America/Santiago', '2026-09-06', '2026-09-06T04:00:00.000Z', 'midnight is left out when summer time begins'],
    ['Asia/Kathmandu', '2026-11-21', '2026-11-20T18:15:00.000Z', 'quarters of an hour'],
  ])('a day of %s, %s, begins at %s: %s', (zone, text, instant) => {
    expect(startOfDayIn(zone, day(text)).toISOString()).toBe(instant);
  });

  it('a day begins at the first instant that falls on it, and some days there and back are the same day', () => {
    const zones = fc.constantFrom(
      'UTC',
      'Europe/Warsaw',
      'Pacific/Kiritimati',
      'America/Los_Angeles',
      'Asia/Kathmandu',
    );
    const days = fc.integer({ min: 0, max: 80_000 }).map((n) => daysLater(day('1971-01-01'), n));
    fc.assert(
      fc.property(zones, days, fc.integer({ min: -5_000, max: 5_000 }), (zone, some, distance) => {
        const start = startOfDayIn(zone, some);
        expect(dayIn(zone, start)).toBe(some);
        expect(dayIn(zone, new Date(start.getTime() - 1)) < some).toBe(true);
        expect(daysBetween(some, daysLater(some, distance))).toBe(distance);
      }),
    );
  });
});
