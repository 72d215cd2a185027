import { getRouteApi, Link } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import { NotificationListPage } from '../../features/notifications/notification-list-page';
import { LinkOfNotification } from '../shell/notification-link';

const route = getRouteApi('/shell/notifications');

/** Ties the list of notifications to the address. */
export function NotificationListRoute() {
  const { t } = useTranslation();
  const { unread = false } = route.useSearch();
  return (
    <NotificationListPage
      key={String(unread)}
      isUnread={unread}
      link={LinkOfNotification}
      tabs={[undefined, true].map((only) => (
        <Link
          key={String(only)}
          to="/notifications"
          search={{ unread: only }}
          activeOptions={{ exact: true, includeSearch: true }}
          className="tab"
        >
          {t(only ? 'notifications.unreadOnly' : 'notifications.all')}
        </Link>
      ))}
      preferencesLink={<Link to="/me/notifications">{t('notifications.choose')}</Link>}
    />
  );
}
