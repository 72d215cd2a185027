const DAY_MS = 86_400_000;

/** The calendar day of an instant in a time zone, as fields of dates take it; empty: none. @param zone IANA name */
export function dayOf(instant: string | undefined, zone: string): string {
  if (instant === undefined) return '';
  // The Swedish way of writing a date is that of ISO 8601.
  return new Intl.DateTimeFormat('sv-SE', { timeZone: zone }).format(new Date(instant));
}

/** The day after; empty stays empty. */
export const nextDay = (day: string): string =>
  Number.isNaN(Date.parse(day)) ? '' : new Date(Date.parse(day) + DAY_MS).toISOString().slice(0, 10);

/**
 * The instant at which a day begins in a time zone, RFC 3339; undefined where there is no such day.
 *
 * @param day such as `2026-11-30`
 * @param zone IANA name
 */
export function instantAt(day: string, zone: string): string | undefined {
  const utc = Date.parse(day);
  if (day === '' || Number.isNaN(utc)) return undefined;
  // Twice: the offset before a change of clocks is not that after it.
  const once = utc - offsetMs(utc, zone);
  return new Date(utc - offsetMs(once, zone)).toISOString();
}

/** How far a zone is ahead of UTC at an instant, milliseconds. */
function offsetMs(instant: number, timeZone: string): number {
  const local = new Intl.DateTimeFormat('sv-SE', { timeZone, dateStyle: 'short', timeStyle: 'medium' });
  return Date.parse(`${local.format(new Date(instant)).replace(' ', 'T')}Z`) - instant;
}
