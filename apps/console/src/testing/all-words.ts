import type { i18n } from 'i18next';
import type { Language } from '#libs/contracts/http';
import { WORDS_PARTS } from '../locales/words';

/** Gives somebody all parts of a language: a test draws whatever it likes. */
export async function giveAllWords(languages: i18n, language: Language): Promise<void> {
  for (const part of WORDS_PARTS) {
    const { default: words } = await import(`../locales/${language}/${part}.json`);
    languages.addResourceBundle(language, 'translation', words, true);
  }
}
