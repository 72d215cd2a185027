import { useTranslation } from 'react-i18next';
import { PreferencesSection } from '../../features/notifications/preferences-section';
import { OwnPage } from './account-routes';

/** What whoever is signed in is told, and how. */
export function NotificationPreferencesRoute() {
  const { t } = useTranslation();
  return (
    <OwnPage title={t('notifications.preferences.title')}>
      <PreferencesSection />
    </OwnPage>
  );
}
