import { Link } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import { DispatchPage } from '../../features/dispatch/dispatch-page';

/** The form, with the way to the import for long lists. */
export function DispatchRoute() {
  const { t } = useTranslation();
  return <DispatchPage importLink={<Link to="/imports/new">{t('dispatch.byFile')}</Link>} />;
}
