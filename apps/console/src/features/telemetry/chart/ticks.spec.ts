import fc from 'fast-check';
import { ticksOf, ZoneClock } from './ticks';

const HOUR_MS = 3_600_000;
const labels = (from: string, hours: number, zone: string, locale = 'en', atMost = 8) => {
  const start = Date.parse(from);
  return ticksOf(start, start + hours * HOUR_MS, zone, locale, atMost).map(({ label }) => label);
};

describe('the ticks of a chart (rule 10)', () => {
  it('stand at round times of the reader’s zone, not of the browser’s or of UTC', () => {
    expect(labels('2026-11-29T09:53:00Z', 24, 'Asia/Seoul')).toEqual([
      '29 Nov 21:00',
      '30 Nov',
      '03:00',
      '06:00',
      '09:00',
      '12:00',
      '15:00',
      '18:00',
    ]);
    expect(labels('2026-11-29T09:53:00Z', 24, 'Europe/Warsaw').slice(0, 4)).toEqual([
      '29 Nov 12:00',
      '15:00',
      '18:00',
      '21:00',
    ]);
    expect(labels('2026-11-29T09:53:00Z', 24, 'Asia/Kolkata')[0]).toBe('29 Nov 18:00');
  });

  it('are written in the reader’s language', () => {
    expect(labels('2026-11-20T00:00:00Z', 24 * 7, 'Europe/Warsaw', 'pl')[1]).toBe('22 lis');
  });

  it('keep to the clock where it is put forward, and back', () => {
    // On 2026-03-29 Warsaw goes from 02:00 to 03:00, on 2026-10-25 from 03:00 to 02:00.
    expect(labels('2026-03-28T23:00:00Z', 6, 'Europe/Warsaw')).toEqual([
      '29 Mar',
      '01:00',
      '03:00',
      '04:00',
      '05:00',
      '06:00',
      '07:00',
    ]);
    const autumn = ticksOf(
      Date.parse('2026-10-24T22:00:00Z'),
      Date.parse('2026-10-25T04:00:00Z'),
      'Europe/Warsaw',
      'en',
      8,
    );
    expect(autumn.map(({ label }) => label)).toEqual(['25 Oct', '01:00', '02:00', '03:00', '04:00', '05:00']);
    expect((autumn[3]?.at ?? 0) - (autumn[2]?.at ?? 0)).toBe(7_200);
  });

  it('are months and years over long spans', () => {
    expect(labels('2025-11-29T00:00:00Z', 24 * 365, 'Europe/Warsaw')).toContain('Jan 2026');
    expect(labels('2021-11-29T00:00:00Z', 24 * 365 * 5, 'Europe/Warsaw')).toEqual([
      '2022',
      '2023',
      '2024',
      '2025',
      '2026',
    ]);
  });

  it('ascend, lie within the span and have room, in any zone at any time', () => {
    const zones = fc.constantFrom(
      'Europe/Warsaw',
      'Asia/Seoul',
      'Asia/Kolkata',
      'America/St_Johns',
      'Australia/Lord_Howe',
      'UTC',
    );
    const starts = fc.integer({ min: Date.UTC(2000, 0), max: Date.UTC(2040, 0) });
    const hours = fc.constantFrom(1, 24, 168, 720, 8_760, 43_800);
    fc.assert(
      fc.property(zones, starts, hours, fc.integer({ min: 2, max: 14 }), (zone, start, length, atMost) => {
        const ticks = ticksOf(start, start + length * HOUR_MS, zone, 'en', atMost).map(({ at }) => at * 1_000);
        expect(ticks.every((at) => at >= start && at <= start + length * HOUR_MS)).toBe(true);
        expect(ticks.every((at, index) => index === 0 || at > (ticks[index - 1] ?? 0))).toBe(true);
        expect(ticks.length).toBeLessThanOrEqual(atMost + 1);
      }),
      { numRuns: 60 },
    );
  });
});

describe('the clock of a zone', () => {
  it('goes from an instant to what it shows and back, but where it jumps', () => {
    const clock = new ZoneClock('Europe/Warsaw');
    const instant = Date.parse('2026-11-29T16:53:04.250Z');
    expect(clock.wallOf(instant)).toBe(Date.parse('2026-11-29T17:53:04.250Z'));
    expect(clock.instantOf(clock.wallOf(instant))).toBe(instant);
    expect(clock.instantOf(Date.parse('2026-03-29T02:30:00Z'))).toBeUndefined();
  });
});
