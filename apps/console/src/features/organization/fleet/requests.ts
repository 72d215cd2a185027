import { queryOptions } from '@tanstack/react-query';
import {
  type AssetBody,
  assetPage,
  type DeviceBody,
  devicePage,
  installation,
  type SiteBody,
  sitePage,
} from '#libs/contracts/http';
import { ask } from '../../../app/http';
import { listOf, organizationKeys } from '../requests';

/** Assets that are offered to choose from a time. */
const OFFERED = 20;

/** @param installed those on an asset, or those on none */
export const devicesQuery = (id: string, installed: boolean) =>
  listOf<DeviceBody>(id, 'devices', devicePage, { path: '/devices', query: { organizationId: id, installed } });
export const assetsQuery = (id: string) =>
  listOf<AssetBody>(id, 'assets', assetPage, { path: '/assets', query: { organizationId: id } });
export const sitesQuery = (id: string) =>
  listOf<SiteBody>(id, 'sites', sitePage, { path: '/sites', query: { organizationId: id } });

/** Assets of the organization that no device is on, found by the beginning of name or numbers. */
export const freeAssetsQuery = (id: string, q: string) =>
  queryOptions({
    queryKey: organizationKeys.part(id, 'assets', 'free', q),
    queryFn: ({ signal }) =>
      ask({
        path: '/assets',
        query: { organizationId: id, installed: false, limit: OFFERED, ...(q !== '' && { q }) },
        answer: assetPage,
        signal,
      }),
    placeholderData: (before) => before,
  });

/** Puts a device on an asset, in software (R0-24, R0-25). */
export const install = (deviceId: string, assetId: string) =>
  ask({ method: 'POST', path: `/devices/${deviceId}/installation`, body: { assetId }, answer: installation });
