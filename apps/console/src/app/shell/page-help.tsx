import { Link, useLocation } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import { articleOf } from './help-of-pages';

/** Leads from each page to the article that explains it, always in the same place (R0-31); else to all articles. */
export function PageHelp() {
  const { t } = useTranslation();
  const path = useLocation({ select: ({ pathname }) => pathname });
  const number = articleOf(path);
  if (path === '/help' || path.startsWith('/help/')) return null;
  if (number === undefined)
    return (
      <Link to="/help" className="head-help">
        {t('pageHelp.title')}
      </Link>
    );
  return (
    <Link
      to="/help/$number"
      params={{ number: String(number) }}
      className="head-help"
      title={t(`pageHelp.titles.${number}`)}
      aria-label={t('pageHelp.ofPage', { title: t(`pageHelp.titles.${number}`) })}
    >
      {t('pageHelp.title')}
    </Link>
  );
}
