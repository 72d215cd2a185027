import { createRoute } from '@tanstack/react-router';
import { mapSearch } from '../../features/map/search';
import { page } from '../page';
import { shell } from './shell';

const map = createRoute({
  getParentRoute: () => shell,
  path: '/map',
  validateSearch: mapSearch,
  component: page(() => import('../pages/map-route'), 'MapRoute', 'devices', 'map'),
});

export const mapRoutes = [map];
