import { readFileSync } from 'node:fs';
import { createInstance } from 'i18next';

export type Language = 'en' | 'pl';

/** The words of the console for a key of its locales, with what is filled in. */
export type Words = (key: string, values?: Readonly<Record<string, string | number>>) => string;

const LOCALES = 'apps/console/src/locales';
const readings: Partial<Record<Language, object>> = {};
const localeOf = (language: Language): object =>
  (readings[language] ??= JSON.parse(readFileSync(`${LOCALES}/${language}.json`, 'utf8')) as object);

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
    if (!languages.exists(key, values))
      throw new Error(`The console has no words "${key}" in ${LOCALES}/${language}.json.`);
    return languages.t(key, values);
  };
}

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
