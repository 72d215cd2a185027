import { useTranslation } from 'react-i18next';

/** What actions, fields and kinds are called; which of them have words is data, and a new one is shown by its own name. */
export function useAuditWords() {
  const { i18n, t } = useTranslation();
  const wordsOr = (key: string, otherwise: string) => {
    const known: unknown = i18n.getResource(i18n.language, 'translation', key);
    return typeof known === 'string' ? known : otherwise;
  };
  return {
    action: (action: string) => wordsOr(`audit.action.${action}`, action),
    field: (field: string) => wordsOr(`audit.field.${field}`, field),
    kind: (kind: string) => wordsOr(`audit.kind.${kind}`, kind),
    value: (value: unknown): string => {
      if (value === null || value === undefined || value === '') return t('audit.nothing');
      if (typeof value === 'boolean') return t(value ? 'audit.yes' : 'audit.no');
      if (Array.isArray(value) && value.every((each) => typeof each !== 'object')) return value.join(', ');
      return typeof value === 'object' ? JSON.stringify(value) : String(value);
    },
  };
}
