import type { Language } from '#libs/contracts/http';

const locales: Readonly<Record<Language, string>> = { en: 'en-GB', pl: 'pl-PL' };

/** The day of an RFC 3339 instant or a calendar date in words, UTC: "21 December 2026", "21 grudnia 2026". */
export function dayIn(language: Language, instant: string): string {
  return new Intl.DateTimeFormat(locales[language], { dateStyle: 'long', timeZone: 'UTC' }).format(new Date(instant));
}

/** Day and minute of an instant, UTC. */
export function minuteIn(language: Language, instant: string): string {
  const time = new Date(instant).toISOString().slice(11, 16);
  return `${dayIn(language, instant)}, ${time} UTC`;
}
