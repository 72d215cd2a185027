import { Button, Skeleton } from '@mantine/core';
import { useInfiniteQuery } from '@tanstack/react-query';
import { type ReactNode, useEffect } from 'react';
import { useTranslation } from 'react-i18next';
import { itemsOf, Older } from '../../ui/older';
import { Problem } from '../../ui/problem';
import { RemoteView } from '../../ui/remote-view';
import { NotificationItem, type NotificationLink } from './notification-item';
import { notificationListQuery } from './requests';
import { useMarkRead } from './use-mark-read';

interface NotificationListPageProps {
  readonly isUnread: boolean;
  readonly link: NotificationLink;
  /** One leads to all, one to what is unread. */
  readonly tabs: ReactNode;
  /** Leads to what one is told. */
  readonly preferencesLink: ReactNode;
}

/** Everything somebody was told, newest first. */
export function NotificationListPage({ isUnread, link, tabs, preferencesLink }: NotificationListPageProps) {
  const { t } = useTranslation();
  const query = useInfiniteQuery(notificationListQuery(isUnread));
  const reading = useMarkRead();
  useEffect(() => {
    document.title = `${t('notifications.title')} – Fieldgate`;
  }, [t]);
  const newest = query.data?.pages[0]?.items[0];
  const unread = query.data?.pages[0]?.unread.value ?? 0;
  return (
    <section className="page" aria-labelledby="page-title">
      <div className="page-head">
        <h1 id="page-title">{t('notifications.title')}</h1>
        {newest && unread > 0 && (
          <Button variant="default" loading={reading.isPending} onClick={() => reading.mutate({ upTo: newest.id })}>
            {t('notifications.readAll')}
          </Button>
        )}
      </div>
      <nav className="tabs" aria-label={t('notifications.views')}>
        {tabs}
      </nav>
      {reading.error && <Problem refusal={reading.error} />}
      <RemoteView
        query={query}
        loading={<Skeleton height={360} radius={2} />}
        isEmpty={(data) => itemsOf(data).length === 0}
        empty={
          <div className="notice">
            <h2>{t(isUnread ? 'notifications.noneUnread' : 'notifications.none')}</h2>
            <p>{t('notifications.noneNext')}</p>
          </div>
        }
      >
        {(data) => (
          <ul className="notifications">
            {itemsOf(data).map((notification) => (
              <NotificationItem
                key={notification.id}
                notification={notification}
                link={link}
                onFollow={() => {
                  if (notification.readAt === null) reading.mutate({ ids: [notification.id] });
                }}
              />
            ))}
          </ul>
        )}
      </RemoteView>
      <Older query={query} />
      <p className="dimmed">
        {t('notifications.kept')} {preferencesLink}
      </p>
    </section>
  );
}
