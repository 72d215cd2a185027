// Help is read by whoever is not signed in, too: how to sign in is part of it.
import { createRoute, notFound } from '@tanstack/react-router';
import { isArticleNumber } from '../../features/help/article';
import { page } from '../page';
import { HelpFrame } from '../pages/help-frame';
import { sessionQuery } from '../session';
import { root } from './root';

const help = createRoute({
  getParentRoute: () => root,
  id: 'help',
  beforeLoad: async ({ context }) => ({ session: await context.client.ensureQueryData(sessionQuery) }),
  component: HelpFrame,
});

const articles = createRoute({
  getParentRoute: () => help,
  path: '/help',
  component: page(() => import('../pages/help-routes'), 'HelpListRoute', 'help'),
});

const article = createRoute({
  getParentRoute: () => help,
  path: '/help/$number',
  beforeLoad: ({ params }) => {
    if (!/^[1-9]\d*$/.test(params.number) || !isArticleNumber(Number(params.number))) throw notFound();
  },
  component: page(() => import('../pages/help-routes'), 'HelpArticleRoute', 'help'),
});

export const helpRoutes = [help.addChildren([articles, article])];
