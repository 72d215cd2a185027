const MINUTE_MS = 60_000;

/** How far a zone's clocks were ahead of UTC at an instant, milliseconds. */
function offsetAt(instant: number, timeZone: string): number {
  const parts = new Intl.DateTimeFormat('en-US', {
    timeZone,
    hourCycle: 'h23',
    year: 'numeric',
    month: '2-digit',
    day: '2-digit',
    hour: '2-digit',
    minute: '2-digit',
  }).formatToParts(instant);
  const of = (type: Intl.DateTimeFormatPartTypes) => Number(parts.find((part) => part.type === type)?.value);
  const shown = Date.UTC(of('year'), of('month') - 1, of('day'), of('hour'), of('minute'));
  return shown - Math.floor(instant / MINUTE_MS) * MINUTE_MS;
}

/**
 * The instant at which the clocks of a zone show a time, RFC 3339 in UTC.
 *
 * @param shown as a field of a date and a time has it, such as `2026-11-30T09:15`
 * @returns undefined where it is no such time; one that is skipped is as far behind the change, one that comes twice is its first
 */
export function instantOf(shown: string, timeZone: string): string | undefined {
  const asUtc = Date.parse(`${shown}Z`);
  if (Number.isNaN(asUtc)) return undefined;
  const earlier = asUtc - offsetAt(asUtc - 24 * 60 * MINUTE_MS, timeZone);
  const later = asUtc - offsetAt(asUtc + 24 * 60 * MINUTE_MS, timeZone);
  const isShown = (instant: number) => instant + offsetAt(instant, timeZone) === asUtc;
  const found = [earlier, later].filter(isShown).sort((one, other) => one - other)[0] ?? earlier;
  return new Date(found).toISOString();
}

/** What the clocks of a zone show at an instant, as {@link instantOf} takes it; to the minute. */
export function wallTimeOf(at: string, timeZone: string): string {
  const instant = Date.parse(at);
  return new Date(instant + offsetAt(instant, timeZone)).toISOString().slice(0, 16);
}
