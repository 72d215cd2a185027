import { infiniteQueryOptions, queryOptions } from '@tanstack/react-query';
import { z } from 'zod';
import {
  type AssetChange,
  assetConfiguration,
  assetDetails,
  assetKindPage,
  assetPage,
  devicePage,
  equipmentModelPage,
  installableDevicePage,
  installation,
  installationPage,
  type NewAsset,
  type NewAssetConfiguration,
  organizationDetails,
  organizationPage,
  proposal,
  proposalPage,
} from '#libs/contracts/http';
import { ask } from '../../app/http';
import { nextPageInPlace } from '../../ui/data-table/next-page';
import type { AssetListSearch } from './search';

/** How old an asset's state may get while somebody looks, milliseconds. */
export const ASSET_MS = 5_000;
/** Items of a history a time. */
const PAGE = 25;
/** Assets a page of the list. */
const LIST = 50;
/** As many as a list to choose from shows; what is typed narrows it. */
const OFFERED = 50;
const ALL = 200;

export const assetKeys = {
  lists: ['assets'] as const,
  /** Everything of one asset. */
  all: (id: string) => ['asset', id] as const,
  details: (id: string) => ['asset', id, 'details'] as const,
  configuration: (id: string) => ['asset', id, 'configuration'] as const,
  history: (id: string, list: string) => ['asset', id, 'history', list] as const,
  offered: (...what: readonly unknown[]) => ['asset', 'offered', ...what] as const,
};

/** One page of the list. */
export const assetListQuery = (search: AssetListSearch) =>
  queryOptions({
    queryKey: [...assetKeys.lists, search] as const,
    queryFn: ({ signal }) => ask({ path: '/assets', query: { ...search, limit: LIST }, answer: assetPage, signal }),
    staleTime: ASSET_MS,
    placeholderData: nextPageInPlace(search),
  });

export const assetQuery = (id: string) =>
  queryOptions({
    queryKey: assetKeys.details(id),
    queryFn: ({ signal }) => ask({ path: `/assets/${id}`, answer: assetDetails, signal, isTagged: true }),
    staleTime: ASSET_MS,
  });

export const configurationQuery = (id: string) =>
  queryOptions({
    queryKey: assetKeys.configuration(id),
    queryFn: ({ signal }) => ask({ path: `/assets/${id}/configuration`, answer: assetConfiguration, signal }),
  });

function history<Item extends z.ZodType>(
  id: string,
  list: string,
  answer: z.ZodType<{ items: z.output<Item>[]; nextCursor: string | null }>,
) {
  return infiniteQueryOptions({
    queryKey: assetKeys.history(id, list),
    queryFn: ({ signal, pageParam }) =>
      ask({ path: `/assets/${id}/${list}`, query: { limit: PAGE, cursor: pageParam }, answer, signal }),
    initialPageParam: undefined as string | undefined,
    getNextPageParam: ({ nextCursor }) => nextCursor ?? undefined,
  });
}

export const installationsQuery = (id: string) =>
  history<typeof installationPage.shape.items.element>(id, 'installations', installationPage);
export const proposalsQuery = (id: string) =>
  history<typeof proposalPage.shape.items.element>(id, 'proposals', proposalPage);

/** Devices of the asset's owner that are on nothing (R3-41). @param q start of the serial number */
export const installableQuery = (id: string, q: string) =>
  queryOptions({
    queryKey: assetKeys.offered('devices-for', id, q),
    queryFn: ({ signal }) =>
      ask({
        path: `/assets/${id}/installable-devices`,
        query: { q, limit: OFFERED },
        answer: installableDevicePage,
        signal,
      }),
  });

/** The same before there is an asset: of a customer. */
export const freeDevicesQuery = (organizationId: string) =>
  queryOptions({
    queryKey: assetKeys.offered('free-devices', organizationId),
    queryFn: ({ signal }) =>
      ask({
        path: '/devices',
        query: { organizationId, installed: false, limit: ALL },
        answer: devicePage,
        signal,
      }),
  });

/** Assets of an organization on which nothing is. @param q start of name or number */
export const freeAssetsQuery = (organizationId: string, q: string) =>
  queryOptions({
    queryKey: assetKeys.offered('assets-of', organizationId, q),
    queryFn: ({ signal }) =>
      ask({
        path: '/assets',
        query: { organizationId, installed: false, q, limit: OFFERED },
        answer: assetPage,
        signal,
      }),
  });

export const offeredModelsQuery = queryOptions({
  queryKey: assetKeys.offered('models'),
  queryFn: ({ signal }) =>
    ask({ path: '/equipment-models', query: { retired: false, limit: ALL }, answer: equipmentModelPage, signal }),
  staleTime: 60_000,
});

/** Kinds with the attributes their equipment has. */
export const kindsQuery = queryOptions({
  queryKey: assetKeys.offered('kinds'),
  queryFn: ({ signal }) => ask({ path: '/asset-kinds', query: { limit: ALL }, answer: assetKindPage, signal }),
  staleTime: 60_000,
});

/** Customers whose asset a new one can be. @param q text in the name */
export const customersQuery = (q: string) =>
  queryOptions({
    queryKey: assetKeys.offered('customers', q),
    queryFn: ({ signal }) =>
      ask({ path: '/organizations', query: { kind: 'customer', q, limit: OFFERED }, answer: organizationPage, signal }),
  });

/** The customer whose assets a list is narrowed to. */
export const customerQuery = (id: string | undefined) =>
  queryOptions({
    queryKey: assetKeys.offered('customer', id),
    queryFn: ({ signal }) => ask({ path: `/organizations/${id}`, answer: organizationDetails, signal }),
    enabled: id !== undefined,
  });

export const createAsset = (body: NewAsset, idempotencyKey: string) =>
  ask({ method: 'POST', path: '/assets', body, answer: assetDetails, idempotencyKey });

export const changeAsset = (id: string, body: AssetChange) =>
  ask({ method: 'PATCH', path: `/assets/${id}`, body, answer: assetDetails });

/** @param serialNumber of the asset, which whoever deletes it has typed */
export const deleteAsset = (id: string, serialNumber: string) =>
  ask({ method: 'DELETE', path: `/assets/${id}`, query: { confirm: serialNumber }, answer: z.undefined() });

export const installDevice = (deviceId: string, assetId: string) =>
  ask({ method: 'POST', path: `/devices/${deviceId}/installation`, body: { assetId }, answer: installation });

export const removeDevice = (deviceId: string) =>
  ask({ method: 'DELETE', path: `/devices/${deviceId}/installation`, answer: installation });

export const configure = (id: string, body: NewAssetConfiguration) =>
  ask({ method: 'PUT', path: `/assets/${id}/configuration`, body, answer: assetConfiguration });

export const propose = (id: string, message: string | undefined) =>
  ask({ method: 'POST', path: `/assets/${id}/proposals`, body: { message }, answer: proposal });

export const withdrawProposal = (id: string) =>
  ask({ method: 'DELETE', path: `/proposals/${id}`, answer: z.undefined() });

export const acceptProposal = (id: string) =>
  ask({ method: 'POST', path: `/proposals/${id}/acceptance`, body: {}, answer: proposal });

export const declineProposal = (id: string, reason: string | undefined) =>
  ask({ method: 'POST', path: `/proposals/${id}/decline`, body: { reason }, answer: proposal });
