import type { ComponentType, ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import type { NotificationBody } from '#libs/contracts/http';
import { Ago } from '../../ui/when';
import { wordsOf } from './notification-words';

/** Leads to what a notification is about. */
export type NotificationLink = ComponentType<{
  readonly to: NotificationBody;
  readonly onFollow: () => void;
  readonly children: ReactNode;
}>;

interface NotificationItemProps {
  readonly notification: NotificationBody;
  readonly link: NotificationLink;
  readonly onFollow: () => void;
}

/** Something that happened: what, when, and where it leads. */
export function NotificationItem({ notification, link: Linked, onFollow }: NotificationItemProps) {
  const { t } = useTranslation();
  const { title, detail } = wordsOf(t, notification);
  const isUnread = notification.readAt === null;
  return (
    <li className="notification" data-unread={isUnread || undefined}>
      <Linked to={notification} onFollow={onFollow}>
        {isUnread && <span className="away">{t('notifications.isUnread')} </span>}
        <bdi>{title}</bdi>
      </Linked>
      <span className="dimmed notification-age">
        <Ago at={notification.createdAt} />
      </span>
      {detail !== undefined && (
        <p className="dimmed">
          <bdi>{detail}</bdi>
        </p>
      )}
    </li>
  );
}
