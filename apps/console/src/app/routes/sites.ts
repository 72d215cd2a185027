import { createRoute, lazyRouteComponent } from '@tanstack/react-router';
import { shell } from './shell';

const addSite = createRoute({
  getParentRoute: () => shell,
  path: '/add-site/$code',
  component: lazyRouteComponent(() => import('../pages/add-site-route'), 'AddSiteRoute'),
});

export const siteRoutes = [addSite];
