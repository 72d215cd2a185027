// A person's own affairs.
import { createRoute } from '@tanstack/react-router';
import { notificationSearch } from '../../features/notifications/search';
import { page } from '../page';
import { shell } from './shell';

const accountPages = () => import('../pages/account-routes');

const profile = createRoute({
  getParentRoute: () => shell,
  path: '/me',
  component: page(accountPages, 'ProfileRoute', 'account', 'me'),
});

const password = createRoute({
  getParentRoute: () => shell,
  path: '/me/password',
  component: page(accountPages, 'PasswordRoute', 'account', 'me'),
});

const secondFactor = createRoute({
  getParentRoute: () => shell,
  path: '/me/second-factor',
  component: page(() => import('../pages/second-factor-route'), 'SecondFactorRoute', 'account', 'me'),
});

const sessions = createRoute({
  getParentRoute: () => shell,
  path: '/me/sessions',
  component: page(accountPages, 'SessionsRoute', 'account', 'me'),
});

const notifications = createRoute({
  getParentRoute: () => shell,
  path: '/notifications',
  validateSearch: notificationSearch,
  component: page(() => import('../pages/notification-list-route'), 'NotificationListRoute', 'notifications'),
});

const notificationPreferences = createRoute({
  getParentRoute: () => shell,
  path: '/me/notifications',
  component: page(
    () => import('../pages/notification-preferences-route'),
    'NotificationPreferencesRoute',
    'account',
    'me',
    'notifications',
  ),
});

export const accountRoutes = [profile, password, secondFactor, sessions, notifications, notificationPreferences];
