import { createRoute, notFound, redirect } from '@tanstack/react-router';
import { uuid } from '#libs/contracts/http';
import { isAssetTab } from '../../features/assets/page/tabs';
import { assetsAddress } from '../../features/assets/search';
import { measurementSearch } from '../../features/measurements/search';
import { chartSearch } from '../../features/telemetry/search';
import { page } from '../page';
import { shell } from './shell';

const assetSearch = chartSearch.extend(measurementSearch.shape);

const assets = createRoute({
  getParentRoute: () => shell,
  path: '/assets',
  validateSearch: assetsAddress,
  component: page(() => import('../pages/asset-list-route'), 'AssetListRoute', 'assets', 'devices', 'table'),
});

const asset = createRoute({
  getParentRoute: () => shell,
  path: '/assets/$assetId',
  validateSearch: assetSearch,
  beforeLoad: ({ params, search }) => {
    throw redirect({ to: '/assets/$assetId/$tab', params: { ...params, tab: 'now' }, search, replace: true });
  },
});

const assetTab = createRoute({
  getParentRoute: () => shell,
  path: '/assets/$assetId/$tab',
  validateSearch: assetSearch,
  beforeLoad: ({ params }) => {
    if (!uuid.safeParse(params.assetId).success || !isAssetTab(params.tab)) throw notFound();
  },
  component: page(
    () => import('../pages/asset-route'),
    'AssetRoute',
    'asset',
    'assets',
    'device',
    'devices',
    'measurements',
    'telemetry',
  ),
});

const models = createRoute({
  getParentRoute: () => shell,
  path: '/models',
  beforeLoad: () => {
    throw redirect({ to: '/models/$tab', params: { tab: 'models' }, replace: true });
  },
});

const modelsTab = createRoute({
  getParentRoute: () => shell,
  path: '/models/$tab',
  beforeLoad: ({ params: { tab } }) => {
    if (tab !== 'models' && tab !== 'kinds') throw notFound();
  },
  component: page(() => import('../pages/equipment-route'), 'EquipmentRoute', 'equipment', 'measurements'),
});

export const assetRoutes = [assets, asset, assetTab, models, modelsTab];
