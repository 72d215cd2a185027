import { useTranslation } from 'react-i18next';
import type { SiteBody } from '#libs/contracts/http';
import { StateMark } from '../../ui/state-mark';

const marks = {
  own: { shape: 'square', tone: 'ok' },
  manage: { shape: 'half', tone: 'ok' },
  read: { shape: 'ring', tone: 'unknown' },
} as const;

/** Whether the site is one's own, or how far somebody else shares it. */
export function AccessMark({ access }: Pick<SiteBody, 'access'>) {
  const { t } = useTranslation();
  return <StateMark {...marks[access]}>{t(`sites.access.${access}`)}</StateMark>;
}
