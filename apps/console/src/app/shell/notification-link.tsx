import { Link } from '@tanstack/react-router';
import type { NotificationLink } from '../../features/notifications/notification-item';
import { pathOfNotification, searchOfNotification } from './notification-paths';

/** Leads to what a notification is about, in whichever organization that is. */
export const LinkOfNotification: NotificationLink = ({ to, onFollow, children }) => (
  <Link to={pathOfNotification(to)} search={searchOfNotification(to)} onClick={onFollow}>
    {children}
  </Link>
);
