// What who looks after customers begins with.
import { createRoute } from '@tanstack/react-router';
import { organizationSearch, stockSearch } from '../../features/dashboard/search';
import { page } from '../page';
import { shell } from './shell';

const organizations = createRoute({
  getParentRoute: () => shell,
  path: '/organizations',
  validateSearch: organizationSearch,
  component: page(() => import('../pages/organizations-route'), 'OrganizationsRoute', 'dashboard', 'table'),
});

const stock = createRoute({
  getParentRoute: () => shell,
  path: '/stock',
  validateSearch: stockSearch,
  component: page(() => import('../pages/stock-route'), 'StockRoute', 'dashboard', 'devices', 'table'),
});

export const dashboardRoutes = [organizations, stock];
