import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { createInstance } from 'i18next';

export type Language = 'en' | 'pl';

/** The words of the console for a key of its locales, with what is filled in. */
export type Words = (key: string, values?: Readonly<Record<string, string | number>>) => string;

const LOCALES = 'apps/console/src/locales';
const readings: Partial<Record<Language, object>> = {};
/** All parts of them: what a page has not loaded it does not name. */
const localeOf = (language: Language): object => (readings[language] ??= read(join(LOCALES, language)));

function read(folder: string): object {
  const words = createInstance({ lng: 'all', resources: {}, initAsync: false });
  void words.init();
  for (const name of readdirSync(folder))
    words.addResourceBundle('all', 'translation', JSON.parse(readFileSync(join(folder, name), 'utf8')), true);
  return words.getResourceBundle('all', 'translation') as object;
}

/** The console's words in a language. A key without words throws: a story must not wait for what is never shown. */
export function wordsOf(language: Language): Words {
  const languages = createInstance({
    lng: language,
    fallbackLng: false,
    resources: { [language]: { translation: localeOf(language) } },
    interpolation: { escapeValue: false },
    initAsync: false,
  });
  void languages.init();
  return (key, values = {}) => {
    if (!languages.exists(key, values)) throw new Error(`The console has no words "${key}" in ${LOCALES}/${language}.`);
    return languages.t(key, values);
  };
}

/** A text as a regular expression reads it that means this text alone. */
export const literal = (text: string) => text.replace(/[.*+?^${}()|[\]\\]/g, '\\$&');

/** Shorter ones are often the same word, a unit or a name. */
const TELLING = 4;

/** Texts of the English console that another language says otherwise, for finding what was left untranslated. */
export function englishOnly(language: Language): ReadonlySet<string> {
  const other = new Set(leavesOf(localeOf(language)));
  return new Set(
    leavesOf(localeOf('en')).filter((text) => text.length >= TELLING && !text.includes('{{') && !other.has(text)),
  );
}

const leavesOf = (words: object): string[] =>
  Object.values(words).flatMap((value: unknown) =>
    typeof value === 'string' ? [value] : typeof value === 'object' && value ? leavesOf(value) : [],
  );
