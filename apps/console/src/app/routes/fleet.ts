import { createRoute } from '@tanstack/react-router';
import { page } from '../page';
import { shell } from './shell';

const fleet = createRoute({
  getParentRoute: () => shell,
  path: '/fleet',
  component: page(() => import('../pages/fleet-route'), 'FleetRoute', 'devices', 'fleet'),
});

export const fleetRoutes = [fleet];
