import { infiniteQueryOptions, queryOptions } from '@tanstack/react-query';
import { z } from 'zod';
import {
  type NewNotificationPreferences,
  type NotificationsRead,
  notificationPage,
  notificationPreferences,
} from '#libs/contracts/http';
import { ask } from '../../app/http';

/** As many stand in the panel. */
const NEWEST = 10;
/** Notifications a page of the list. */
const PAGE = 25;
/** How old the number of unread ones may get while somebody looks, milliseconds. */
export const UNREAD_MS = 30_000;

export const notificationKeys = {
  all: ['notifications'] as const,
  newest: ['notifications', 'newest'] as const,
  list: (isUnread: boolean) => ['notifications', 'list', isUnread] as const,
  preferences: ['notification-preferences'] as const,
};

/** The newest ones, and how many are unread; an unchanged answer is not sent again. */
export const newestQuery = queryOptions({
  queryKey: notificationKeys.newest,
  queryFn: ({ signal }) =>
    ask({ path: '/notifications', query: { limit: NEWEST }, answer: notificationPage, signal, isTagged: true }),
  staleTime: UNREAD_MS,
});

export const notificationListQuery = (isUnread: boolean) =>
  infiniteQueryOptions({
    queryKey: notificationKeys.list(isUnread),
    queryFn: ({ pageParam, signal }) =>
      ask({
        path: '/notifications',
        query: { limit: PAGE, cursor: pageParam, ...(isUnread && { unread: true }) },
        answer: notificationPage,
        signal,
      }),
    initialPageParam: '',
    getNextPageParam: ({ nextCursor }) => nextCursor,
  });

export const markRead = (body: NotificationsRead) =>
  ask({ method: 'PUT', path: '/notifications/read', body, answer: z.undefined() });

export const preferencesQuery = queryOptions({
  queryKey: notificationKeys.preferences,
  queryFn: ({ signal }) => ask({ path: '/me/notification-preferences', answer: notificationPreferences, signal }),
});

/** In the place of all that was chosen before. */
export const keepPreferences = (body: NewNotificationPreferences) =>
  ask({ method: 'PUT', path: '/me/notification-preferences', body, answer: notificationPreferences });
