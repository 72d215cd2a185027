import { useTranslation } from 'react-i18next';

/** A permanent code of something a device did wrong, in the reader's words; else as the API said it, in English. */
export function useCauseWords() {
  const { i18n } = useTranslation();
  return (code: string, detail: string): string => {
    // Codes have dots, which separate keys; which of them have words is data.
    const known: unknown = i18n.getResource(i18n.language, 'translation', `cause.${code}`);
    return typeof known === 'string' ? known : detail;
  };
}
