import i18next, { type i18n } from 'i18next';
import { initReactI18next } from 'react-i18next';
import { type Language, language } from '#libs/contracts/http';
import type { Words } from '../locales/words';
import { loadLanguage } from './words';

declare module 'i18next' {
  interface CustomTypeOptions {
    resources: { translation: Words };
  }
}

const KEPT_AS = 'fieldgate-language';

/** Loads the words of the language that was chosen here, else of the browser's, and says so to the document. */
export async function startLanguages(): Promise<i18n> {
  const first = kept() ?? preferred();
  await i18next.use(initReactI18next).init({
    lng: first,
    fallbackLng: false,
    resources: {},
    interpolation: { escapeValue: false }, // React escapes
  });
  await loadLanguage(i18next, first);
  document.documentElement.lang = first;
  return i18next;
}

/** Shows the console in a language from now on. */
export async function speak(languages: i18n, chosen: Language): Promise<void> {
  await loadLanguage(languages, chosen);
  await languages.changeLanguage(chosen);
  document.documentElement.lang = chosen;
  try {
    localStorage.setItem(KEPT_AS, chosen);
  } catch {
    // Storage may be closed to pages; the choice then lasts as long as the page.
  }
}

/** The language chosen in this browser. */
export function kept(): Language | undefined {
  try {
    return language.safeParse(localStorage.getItem(KEPT_AS)).data;
  } catch {
    return undefined;
  }
}

function preferred(): Language {
  const known = navigator.languages.map((tag) => language.safeParse(tag.slice(0, 2).toLowerCase()).data);
  return known.find((one) => one !== undefined) ?? 'en';
}
