import { type AssetBody, assetPage, type DeviceBody, devicePage, type SiteBody, sitePage } from '#libs/contracts/http';
import { listOf } from '../requests';

/** @param installed those on an asset, or those on none */
export const devicesQuery = (id: string, installed: boolean) =>
  listOf<DeviceBody>(id, 'devices', devicePage, { path: '/devices', query: { organizationId: id, installed } });
export const assetsQuery = (id: string) =>
  listOf<AssetBody>(id, 'assets', assetPage, { path: '/assets', query: { organizationId: id } });
export const sitesQuery = (id: string) =>
  listOf<SiteBody>(id, 'sites', sitePage, { path: '/sites', query: { organizationId: id } });
