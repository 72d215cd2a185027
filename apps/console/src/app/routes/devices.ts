import { createRoute, notFound, redirect } from '@tanstack/react-router';
import { uuid } from '#libs/contracts/http';
import { batchRowSearch, batchSearch } from '../../features/batches/search';
import { isDeviceTab } from '../../features/devices/page/tabs';
import { deviceListQuery } from '../../features/devices/requests';
import { deviceSearch } from '../../features/devices/search';
import { chartSearch } from '../../features/telemetry/search';
import { page } from '../page';
import { shell } from './shell';

const devices = createRoute({
  getParentRoute: () => shell,
  path: '/devices',
  validateSearch: deviceSearch,
  loaderDeps: ({ search }) => search,
  // Asked for while the page's files are still on their way; the page itself says what came of it.
  loader: ({ context, deps, preload }) => {
    if (!preload) void context.client.prefetchQuery(deviceListQuery(deps));
  },
  component: page(
    () => import('../pages/device-list-route'),
    'DeviceListRoute',
    'batches',
    'devices',
    'organizationChoice',
    'table',
  ),
});

const device = createRoute({
  getParentRoute: () => shell,
  path: '/devices/$deviceId',
  validateSearch: chartSearch,
  beforeLoad: ({ params, search }) => {
    throw redirect({ to: '/devices/$deviceId/$tab', params: { ...params, tab: 'now' }, search, replace: true });
  },
});

const deviceTab = createRoute({
  getParentRoute: () => shell,
  path: '/devices/$deviceId/$tab',
  validateSearch: chartSearch,
  beforeLoad: ({ params }) => {
    if (!uuid.safeParse(params.deviceId).success || !isDeviceTab(params.tab)) throw notFound();
  },
  component: page(
    () => import('../pages/device-route'),
    'DeviceRoute',
    'asset',
    'assets',
    'device',
    'devices',
    'telemetry',
  ),
});

const batchPages = () => import('../pages/batch-routes');

const batches = createRoute({
  getParentRoute: () => shell,
  path: '/batches',
  validateSearch: batchSearch,
  component: page(batchPages, 'BatchListRoute', 'batches', 'organizationChoice', 'table'),
});

const batch = createRoute({
  getParentRoute: () => shell,
  path: '/batches/$batchId',
  validateSearch: batchRowSearch,
  beforeLoad: ({ params }) => {
    if (!uuid.safeParse(params.batchId).success) throw notFound();
  },
  component: page(batchPages, 'BatchRoute', 'batches', 'organizationChoice', 'table'),
});

export const deviceRoutes = [devices, device, deviceTab, batches, batch];
