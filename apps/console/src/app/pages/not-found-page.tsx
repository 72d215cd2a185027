import { Link } from '@tanstack/react-router';
import { useEffect } from 'react';
import { useTranslation } from 'react-i18next';

/** An address that no page has. */
export function NotFoundPage() {
  const { t } = useTranslation();
  useEffect(() => {
    document.title = `${t('notFound.title')} – Fieldgate`;
  }, [t]);
  return (
    <section className="page">
      <h1>{t('notFound.title')}</h1>
      <p>{t('notFound.why', { path: window.location.pathname })}</p>
      <p>
        <Link to="/">{t('notFound.next')}</Link>
      </p>
    </section>
  );
}
