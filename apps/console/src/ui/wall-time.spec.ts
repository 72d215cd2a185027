import fc from 'fast-check';
import { instantOf, wallTimeOf } from './wall-time';

describe('times as the clocks of a zone show them (rule 10)', () => {
  it.each([
    ['2026-11-30T09:15', 'Europe/Warsaw', '2026-11-30T08:15:00.000Z'],
    ['2026-07-01T00:00', 'Europe/Warsaw', '2026-06-30T22:00:00.000Z'],
    ['2026-11-30T09:15', 'Asia/Seoul', '2026-11-30T00:15:00.000Z'],
    ['2026-11-30T09:15', 'UTC', '2026-11-30T09:15:00.000Z'],
    ['2026-11-30T09:15', 'Asia/Kathmandu', '2026-11-30T03:30:00.000Z'],
  ])('%s in %s is %s', (shown, zone, instant) => expect(instantOf(shown, zone)).toBe(instant));

  it('takes the first of a time that comes twice, and goes on behind one that is skipped', () => {
    expect(instantOf('2026-10-25T02:30', 'Europe/Warsaw')).toBe('2026-10-25T00:30:00.000Z');
    expect(instantOf('2026-03-29T02:30', 'Europe/Warsaw')).toBe('2026-03-29T01:30:00.000Z');
  });

  it('knows nothing of what is no time', () => {
    expect([instantOf('', 'UTC'), instantOf('soon', 'UTC'), instantOf('2026-13-01T00:00', 'UTC')]).toEqual([
      undefined,
      undefined,
      undefined,
    ]);
  });

  it('comes back to the minute it began with, but for the hour that comes twice', () => {
    const zones = fc.constantFrom('Europe/Warsaw', 'Asia/Seoul', 'America/New_York', 'Australia/Lord_Howe', 'UTC');
    const minutes = fc.integer({ min: Date.UTC(1990, 0) / 60_000, max: Date.UTC(2040, 0) / 60_000 });
    fc.assert(
      fc.property(minutes, zones, (minute, zone) => {
        const shown = wallTimeOf(new Date(minute * 60_000).toISOString(), zone);
        const again = instantOf(shown, zone) ?? '';
        expect(wallTimeOf(again, zone)).toBe(shown);
        expect(minute * 60_000 - Date.parse(again)).toBeGreaterThanOrEqual(0);
      }),
    );
  });
});
