// A person's own affairs.
import { createRoute } from '@tanstack/react-router';
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

export const accountRoutes = [profile, password, secondFactor, sessions];
