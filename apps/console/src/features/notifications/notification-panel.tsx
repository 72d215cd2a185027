import { Button, Skeleton } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { Problem } from '../../ui/problem';
import { RemoteView } from '../../ui/remote-view';
import { NotificationItem, type NotificationLink } from './notification-item';
import { newestQuery } from './requests';
import { useMarkRead } from './use-mark-read';

interface NotificationPanelProps {
  readonly link: NotificationLink;
  /** Lead to all of them, and to what one is told. */
  readonly children: ReactNode;
  readonly onClose: () => void;
}

/** The newest notifications, under the bell. */
export function NotificationPanel({ link, children, onClose }: NotificationPanelProps) {
  const { t } = useTranslation();
  const query = useQuery(newestQuery);
  const reading = useMarkRead();
  const [newest] = query.data?.items ?? [];
  return (
    <section className="notification-panel" aria-label={t('notifications.title')}>
      <header>
        <h2>{t('notifications.title')}</h2>
        {newest && (query.data?.unread.value ?? 0) > 0 && (
          <Button
            variant="default"
            size="compact-xs"
            loading={reading.isPending}
            onClick={() => reading.mutate({ upTo: newest.id })}
          >
            {t('notifications.readAll')}
          </Button>
        )}
      </header>
      {reading.error && <Problem refusal={reading.error} />}
      <RemoteView
        query={query}
        loading={<Skeleton height={180} radius={2} />}
        isEmpty={({ items }) => items.length === 0}
        empty={<p className="dimmed">{t('notifications.none')}</p>}
      >
        {({ items }) => (
          <ul className="notifications">
            {items.map((notification) => (
              <NotificationItem
                key={notification.id}
                notification={notification}
                link={link}
                onFollow={() => {
                  if (notification.readAt === null) reading.mutate({ ids: [notification.id] });
                  onClose();
                }}
              />
            ))}
          </ul>
        )}
      </RemoteView>
      <footer>{children}</footer>
    </section>
  );
}
