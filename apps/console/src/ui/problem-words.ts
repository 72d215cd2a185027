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
  return ({ code, retryAfterSeconds = 0 }) => {
    const values = { seconds: retryAfterSeconds, minutes: Math.ceil(retryAfterSeconds / 60) };
    const known = wordsOf(code);
    const filled = (words: string) => i18n.services.interpolator.interpolate(words, values, i18n.language, {});
    return known && { title: filled(known.title), ...(known.next !== undefined && { next: filled(known.next) }) };
  };
}
