import i18next, { type i18n } from 'i18next';
import type { Language } from '#libs/contracts/http';
import { BASE_WORDS, type WordsPart } from '../locales/words';

/** What was asked for so far, and is there in each language that is spoken. */
const parts = new Set<WordsPart>([BASE_WORDS]);

/** Each part of each language is a file of its own. */
const wordsOf = async (language: Language, part: WordsPart): Promise<object> =>
  (await import(`../locales/${language}/${part}.json`)).default;

/** Brings words into the language that is spoken; before one is, they are remembered and come with it. */
export async function loadWords(asked: readonly WordsPart[]): Promise<void> {
  for (const part of asked) parts.add(part);
  if (i18next.isInitialized) await loadLanguage(i18next, i18next.language as Language);
}

/** What somebody has been given, as language/part. */
const given = new WeakMap<i18n, Set<string>>();

/** Brings all that was asked for so far into a language, each part once. */
export async function loadLanguage(languages: i18n, language: Language): Promise<void> {
  const there = given.get(languages) ?? new Set();
  given.set(languages, there);
  await Promise.all(
    [...parts].map(async (part) => {
      const name = `${language}/${part}`;
      if (there.has(name)) return;
      const words = await wordsOf(language, part);
      // Several parts may have words under one name.
      languages.addResourceBundle(language, 'translation', words, true, true);
      there.add(name);
    }),
  );
}
