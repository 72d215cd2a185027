// What who looks after customers begins with.
import { createRoute, lazyRouteComponent } from '@tanstack/react-router';
import { organizationSearch, stockSearch } from '../../features/dashboard/search';
import { shell } from './shell';

const organizations = createRoute({
  getParentRoute: () => shell,
  path: '/organizations',
  validateSearch: organizationSearch,
  component: lazyRouteComponent(() => import('../pages/organizations-route'), 'OrganizationsRoute'),
});

const stock = createRoute({
  getParentRoute: () => shell,
  path: '/stock',
  validateSearch: stockSearch,
  component: lazyRouteComponent(() => import('../pages/stock-route'), 'StockRoute'),
});

export const dashboardRoutes = [organizations, stock];
