import { createRoute, lazyRouteComponent } from '@tanstack/react-router';
import { mapSearch } from '../../features/map/search';
import { shell } from './shell';

const map = createRoute({
  getParentRoute: () => shell,
  path: '/map',
  validateSearch: mapSearch,
  component: lazyRouteComponent(() => import('../pages/map-route'), 'MapRoute'),
});

export const mapRoutes = [map];
