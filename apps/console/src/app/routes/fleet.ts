import { createRoute, lazyRouteComponent } from '@tanstack/react-router';
import { shell } from './shell';

const fleet = createRoute({
  getParentRoute: () => shell,
  path: '/fleet',
  component: lazyRouteComponent(() => import('../pages/fleet-route'), 'FleetRoute'),
});

export const fleetRoutes = [fleet];
