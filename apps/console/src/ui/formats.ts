import { timeLocaleOf } from './languages';

/** Kept by what makes them differ: the languages, zones and ways to write of one console, which are few. */
const dates = new Map<string, Intl.DateTimeFormat>();
const numbers = new Map<string, Intl.NumberFormat>();
const ages = new Map<string, Intl.RelativeTimeFormat>();

/** How dates and times are written. To make one takes longer than all that a page writes with it. */
export function dateFormat(language: string, options: Intl.DateTimeFormatOptions): Intl.DateTimeFormat {
  return kept(dates, [language, options], () => new Intl.DateTimeFormat(timeLocaleOf(language), options));
}

/** How numbers are written, as `dateFormat`. */
export function numberFormat(language: string, options: Intl.NumberFormatOptions): Intl.NumberFormat {
  return kept(numbers, [language, options], () => new Intl.NumberFormat(language, options));
}

/** How long ago something was, as `dateFormat`. */
export function ageFormat(language: string): Intl.RelativeTimeFormat {
  return kept(
    ages,
    [language],
    () => new Intl.RelativeTimeFormat(timeLocaleOf(language), { numeric: 'always', style: 'short' }),
  );
}

function kept<Format>(formats: Map<string, Format>, differing: readonly unknown[], make: () => Format): Format {
  const key = JSON.stringify(differing);
  const known = formats.get(key);
  if (known) return known;
  const made = make();
  formats.set(key, made);
  return made;
}
