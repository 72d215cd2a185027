import type { Language } from '#libs/contracts/http';

/** Languages of the console, each called as its speakers call it. */
export const languageNames: readonly { readonly language: Language; readonly name: string }[] = [
  { language: 'en', name: 'English' },
  { language: 'pl', name: 'Polski' },
];

/**
 * The locale in which dates and times of a language are written: `29 Nov 2026, 17:53 CET`, the day before the month and 24 hours.
 *
 * @param language of the page; plain `en` would be American
 */
export const timeLocaleOf = (language: string): string => (language === 'en' ? 'en-GB' : language);
