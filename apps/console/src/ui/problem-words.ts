import { useTranslation } from 'react-i18next';
import type { Refusal } from '../app/refusal';

interface Words {
  readonly title: string;
  /** Why, and what to do next. */
  readonly text: string;
}

/** The words of a refusal: those of its code, else the API's own, which are English. */
export function useProblemWords({ code, detail, retryAfterSeconds = 0 }: Refusal): Words {
  const { t, i18n } = useTranslation();
  const values = { seconds: retryAfterSeconds, minutes: Math.ceil(retryAfterSeconds / 60) };
  // Codes have dots, which separate keys; which of them have words is data.
  const known = i18n.getResource(i18n.language, 'translation', `problem.of.${code}`) as
    | { title: string; next?: string }
    | undefined;
  if (!known) return { title: t('problem.title'), text: detail };
  const filled = (words: string) => i18n.services.interpolator.interpolate(words, values, i18n.language, {});
  return { title: filled(known.title), text: known.next === undefined ? detail : filled(known.next) };
}
