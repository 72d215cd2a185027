import { infiniteQueryOptions, keepPreviousData, queryOptions } from '@tanstack/react-query';
import { z } from 'zod';
import {
  deviceDetails,
  devicePage,
  organizationPage,
  type SiteChange,
  type SiteDraftBody,
  siteDetails,
  sitePage,
} from '#libs/contracts/http';
import { ask } from '../../app/http';
import { nextPageInPlace } from '../../ui/data-table/next-page';
import type { SiteSearch } from './search';

/** Sites, or devices of one, a page. */
const PAGE = 50;
/** As many are offered in a choice; whoever is not among them is found by the search. */
const OFFERED = 20;
/** How old one's own may get while somebody looks, milliseconds. */
const OWN_MS = 15_000;
/** How old what others share may get: whoever withdraws it expects it to be gone within two seconds. Due at each turn of the loop. */
const SHARED_MS = 900;

export const siteKeys = {
  all: ['sites'] as const,
  list: (search: SiteSearch) => ['sites', 'list', search] as const,
  one: (id: string) => ['sites', 'one', id] as const,
  devices: (id: string) => ['sites', 'one', id, 'devices'] as const,
  candidates: (organizationId: string, q: string) => ['sites', 'candidates', organizationId, q] as const,
  organizations: (q: string) => ['sites', 'organizations', q] as const,
};

/** How old a site may get while somebody looks, milliseconds. */
export const siteEveryMs = (access: 'own' | 'read' | 'manage' | undefined) => (access === 'own' ? OWN_MS : SHARED_MS);

export const siteListQuery = (search: SiteSearch) =>
  queryOptions({
    queryKey: siteKeys.list(search),
    queryFn: ({ signal }) => ask({ path: '/sites', query: { ...search, limit: PAGE }, answer: sitePage, signal }),
    staleTime: OWN_MS,
    placeholderData: nextPageInPlace(search),
  });

export const siteQuery = (id: string) =>
  queryOptions({
    queryKey: [...siteKeys.one(id), 'details'],
    queryFn: ({ signal }) => ask({ path: `/sites/${id}`, answer: siteDetails, signal, isTagged: true }),
    staleTime: SHARED_MS,
  });

/** What stands at the site. */
export const siteDevicesQuery = (id: string) =>
  infiniteQueryOptions({
    queryKey: siteKeys.devices(id),
    queryFn: ({ signal, pageParam }) =>
      ask({
        path: '/devices',
        query: { siteId: id, sort: 'name', limit: PAGE, cursor: pageParam },
        answer: devicePage,
        signal,
      }),
    initialPageParam: undefined as string | undefined,
    getNextPageParam: ({ nextCursor }) => nextCursor ?? undefined,
  });

/** Devices of the site's owner, which could stand there. */
export const candidatesQuery = (organizationId: string, q: string) =>
  queryOptions({
    queryKey: siteKeys.candidates(organizationId, q),
    queryFn: ({ signal }) =>
      ask({
        path: '/devices',
        query: { organizationId, q, sort: 'name', limit: OFFERED },
        answer: devicePage,
        signal,
      }),
    placeholderData: keepPreviousData,
  });

/** Organizations whose names contain a text. */
export const ownersQuery = (q: string) =>
  queryOptions({
    queryKey: siteKeys.organizations(q),
    queryFn: ({ signal }) =>
      ask({ path: '/organizations', query: { q, limit: OFFERED }, answer: organizationPage, signal }),
    placeholderData: keepPreviousData,
    staleTime: 30_000,
  });

export const makeSite = (body: SiteDraftBody, idempotencyKey: string) =>
  ask({ method: 'POST', path: '/sites', body, answer: siteDetails, idempotencyKey });

export const changeSite = (id: string, body: SiteChange) =>
  ask({ method: 'PATCH', path: `/sites/${id}`, body, answer: siteDetails });

/** @param confirm its name: it cannot be undone */
export const deleteSite = (id: string, confirm: string) =>
  ask({ method: 'DELETE', path: `/sites/${id}`, query: { confirm }, answer: z.undefined() });

/** @param siteId null: it stands nowhere */
export const moveDevice = (deviceId: string, siteId: string | null) =>
  ask({ method: 'PATCH', path: `/devices/${deviceId}`, body: { siteId }, answer: deviceDetails });
