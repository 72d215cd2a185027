// A person's own affairs.
import { createRoute, lazyRouteComponent } from '@tanstack/react-router';
import { shell } from './shell';

const accountPages = () => import('../pages/account-routes');

const profile = createRoute({
  getParentRoute: () => shell,
  path: '/me',
  component: lazyRouteComponent(accountPages, 'ProfileRoute'),
});

const password = createRoute({
  getParentRoute: () => shell,
  path: '/me/password',
  component: lazyRouteComponent(accountPages, 'PasswordRoute'),
});

const secondFactor = createRoute({
  getParentRoute: () => shell,
  path: '/me/second-factor',
  component: lazyRouteComponent(() => import('../pages/second-factor-route'), 'SecondFactorRoute'),
});

const sessions = createRoute({
  getParentRoute: () => shell,
  path: '/me/sessions',
  component: lazyRouteComponent(accountPages, 'SessionsRoute'),
});

export const accountRoutes = [profile, password, secondFactor, sessions];
