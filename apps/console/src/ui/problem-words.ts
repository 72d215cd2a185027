import { useTranslation } from 'react-i18next';
import type { Refusal } from '../app/refusal';

interface Words {
  readonly title: string;
  /** Why, and what to do next. */
  readonly text: string;
}

type Known = { readonly title: string; readonly next?: string } | undefined;

/** The words of a refusal: those of its code, else the API's own, which are English. */
export function useProblemWords(refusal: Refusal): Words {
  const { t } = useTranslation();
  const known = useKnownWords()(refusal);
  if (!known) return { title: t('problem.title'), text: refusal.detail };
  return { title: known.title, text: known.next ?? refusal.detail };
}

/** The words for one refused field: those of the refusal's code, else the API's own for the field. */
export function useFieldWords(): (refusal: Refusal, field: { readonly message: string }) => string {
  const wordsOf = useKnownWords();
  return (refusal, { message }) => wordsOf(refusal)?.next ?? message;
}

/** The words of a code that stands in an answer, and was no refusal of a request. */
export function useCodeWords(): (code: string) => Known {
  const { i18n } = useTranslation();
  // Codes have dots, which separate keys; which of them have words is data.
  return (code) => i18n.getResource(i18n.language, 'translation', `problem.of.${code}`) as Known;
}

function useKnownWords(): (refusal: Refusal) => Known {
  const { i18n } = useTranslation();
  const wordsOf = useCodeWords();
  return ({ code, params, retryAfterSeconds = 0 }) => {
    const values = { ...params, seconds: retryAfterSeconds, minutes: Math.ceil(retryAfterSeconds / 60) };
    const known = wordsOf(code);
    if (!known) return undefined;
    const filled = (words: string) => i18n.services.interpolator.interpolate(words, values, i18n.language, {});
    const { title, next } = known;
    return { title: filled(title), ...(next !== undefined && areThere(next, values) && { next: filled(next) }) };
  };
}

/** Whether each number that words name is known; if not, the API's own words have it. */
const areThere = (words: string, values: Readonly<Record<string, number>>): boolean =>
  [...words.matchAll(/{{(\w+)/g)].every(([, name = '']) => name in values);
