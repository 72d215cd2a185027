import { dateFormat } from '../../../ui/formats';

const MINUTE_MS = 60_000;
const HOUR_MS = 60 * MINUTE_MS;
const DAY_MS = 24 * HOUR_MS;

/** How far ticks are apart: a length of local time, or a number of months. */
type Step = { readonly ms: number } | { readonly months: number };

const STEPS: readonly Step[] = [
  ...[1, 2, 5, 10, 15, 30].map((minutes) => ({ ms: minutes * MINUTE_MS })),
  ...[1, 2, 3, 6, 12].map((hours) => ({ ms: hours * HOUR_MS })),
  ...[1, 2, 7, 14].map((days) => ({ ms: days * DAY_MS })),
  ...[1, 2, 3, 6, 12, 24].map((months) => ({ months })),
];

const MONTH_MS = 30.44 * DAY_MS;
const lengthOf = (step: Step) => ('ms' in step ? step.ms : step.months * MONTH_MS);

/** A tick of a time axis. */
export interface Tick {
  /** Seconds since 1970. */
  readonly at: number;
  readonly label: string;
}

/**
 * The ticks of a time axis, at round times of the reader's zone, also where clocks change within.
 *
 * @param fromMs milliseconds since 1970
 * @param atMost ticks that have room, 2 or more
 */
export function ticksOf(fromMs: number, toMs: number, zone: string, locale: string, atMost: number): readonly Tick[] {
  const step = STEPS.find((each) => (toMs - fromMs) / lengthOf(each) <= atMost) ?? { months: 60 };
  const clock = new ZoneClock(zone);
  const label = labelsFor(step, zone, locale);
  const ticks: Tick[] = [];
  for (const wall of walls(clock.wallOf(fromMs), clock.wallOf(toMs), step)) {
    const instant = clock.instantOf(wall);
    // A time that clocks jump over is none, one that comes twice has one tick.
    if (instant === undefined || instant < fromMs || instant > toMs) continue;
    ticks.push({ at: instant / 1_000, label: label(instant, clock.wallOf(instant), ticks.length === 0) });
  }
  return ticks;
}

function* walls(from: number, to: number, step: Step): Generator<number> {
  if ('ms' in step) {
    // Weeks begin on Monday: 1970-01-05 was one.
    const origin = step.ms % (7 * DAY_MS) === 0 ? 4 * DAY_MS : 0;
    const first = origin + Math.floor((from - origin) / step.ms) * step.ms;
    for (let wall = first; wall <= to; wall += step.ms) yield wall;
    return;
  }
  const begin = new Date(from);
  const month = begin.getUTCFullYear() * 12 + begin.getUTCMonth();
  for (let at = Math.floor(month / step.months) * step.months; ; at += step.months) {
    const wall = Date.UTC(Math.floor(at / 12), at % 12, 1);
    if (wall > to) return;
    yield wall;
  }
}

function labelsFor(step: Step, zone: string, locale: string) {
  const format = (options: Intl.DateTimeFormatOptions) => dateFormat(locale, { ...options, timeZone: zone });
  if ('months' in step) {
    const month = format({ month: 'short', year: 'numeric' });
    const year = format({ year: 'numeric' });
    return (instant: number) => (step.months >= 12 ? year : month).format(instant);
  }
  const day = format({ day: 'numeric', month: 'short' });
  if (step.ms >= DAY_MS) return (instant: number) => day.format(instant);
  const time = format({ hour: '2-digit', minute: '2-digit', hourCycle: 'h23' });
  // The day stands at its beginning, and at the first tick.
  return (instant: number, wall: number, isFirst: boolean) => {
    if (wall % DAY_MS === 0) return day.format(instant);
    return isFirst ? `${day.format(instant)} ${time.format(instant)}` : time.format(instant);
  };
}

/** Between instants and what clocks of a zone show, as if that were UTC; milliseconds both. */
export class ZoneClock {
  readonly #parts: Intl.DateTimeFormat;

  constructor(zone: string) {
    this.#parts = new Intl.DateTimeFormat('en-US', {
      timeZone: zone,
      hourCycle: 'h23',
      year: 'numeric',
      month: 'numeric',
      day: 'numeric',
      hour: 'numeric',
      minute: 'numeric',
      second: 'numeric',
    });
  }

  wallOf(instant: number): number {
    const parts = Object.fromEntries(
      this.#parts.formatToParts(instant).map(({ type, value }) => [type, Number(value)]),
    );
    const { year = 0, month = 1, day = 1, hour = 0, minute = 0, second = 0 } = parts;
    return Date.UTC(year, month - 1, day, hour, minute, second) + (((instant % 1_000) + 1_000) % 1_000);
  }

  /** The first instant at which clocks show this; undefined: they jump over it. */
  instantOf(wall: number): number | undefined {
    // Offsets differ by less than a day from those of a day before and after.
    const offsets = [wall - DAY_MS, wall + DAY_MS].map((near) => this.wallOf(near) - near);
    const instants = offsets.map((offset) => wall - offset).sort((one, other) => one - other);
    return instants.find((instant) => this.wallOf(instant) === wall);
  }
}
