import { infiniteQueryOptions, queryOptions } from '@tanstack/react-query';
import { z } from 'zod';
import {
  addedSite,
  type NewShareCode,
  type NewSiteGrant,
  organizationKey,
  shareCode,
  sharedSiteOffer,
  siteAccessLog,
  siteGrant,
  sitePermissionPage,
} from '#libs/contracts/http';
import { ask } from '../../app/http';

/** Who has access, and who looked, a page. */
const PAGE = 50;
/** How old the list of who has access may get while somebody looks, milliseconds. */
export const PERMISSIONS_MS = 5_000;

export const sharingKeys = {
  offer: (code: string) => ['share-code', code] as const,
  permissions: (siteId: string) => ['sites', 'one', siteId, 'permissions'] as const,
  accessLog: (siteId: string) => ['sites', 'one', siteId, 'access-log'] as const,
  organizationKey: (organizationId: string) => ['organization-key', organizationId] as const,
};

/** What a code would add; wrong codes count, so it is asked once. */
export const shareOfferQuery = (code: string) =>
  queryOptions({
    queryKey: sharingKeys.offer(code),
    queryFn: ({ signal }) => ask({ path: `/share-codes/${encodeURIComponent(code)}`, answer: sharedSiteOffer, signal }),
    staleTime: Number.POSITIVE_INFINITY,
    retry: false,
  });

/** Uses the code up. @param organizationId for whom; undefined: for the person, or for whom the owner said */
export const acceptShare = (code: string, organizationId: string | undefined) =>
  ask({
    method: 'POST',
    path: `/share-codes/${encodeURIComponent(code)}/acceptance`,
    body: organizationId === undefined ? {} : { organizationId },
    answer: addedSite,
  });

/** Everybody with access, and every share: the owner, its people, then shares by when they were made (R4-06). */
export const permissionsQuery = (siteId: string) =>
  infiniteQueryOptions({
    queryKey: sharingKeys.permissions(siteId),
    queryFn: ({ signal, pageParam }) =>
      ask({
        path: `/sites/${siteId}/grants`,
        query: { limit: PAGE, cursor: pageParam },
        answer: sitePermissionPage,
        signal,
      }),
    initialPageParam: undefined as string | undefined,
    getNextPageParam: ({ nextCursor }) => nextCursor ?? undefined,
  });

/** Who looked, latest first. */
export const accessLogQuery = (siteId: string) =>
  infiniteQueryOptions({
    queryKey: sharingKeys.accessLog(siteId),
    queryFn: ({ signal, pageParam }) =>
      ask({
        path: `/sites/${siteId}/access-log`,
        query: { limit: PAGE, cursor: pageParam },
        answer: siteAccessLog,
        signal,
      }),
    initialPageParam: undefined as string | undefined,
    getNextPageParam: ({ nextCursor }) => nextCursor ?? undefined,
  });

/** Shares with a person by address, or with an organization by its key. */
export const shareSite = (siteId: string, body: NewSiteGrant) =>
  ask({ method: 'POST', path: `/sites/${siteId}/grants`, body, answer: siteGrant });

/** A code for anybody, in this answer only; the one before is dead. */
export const makeShareCode = (siteId: string, body: NewShareCode) =>
  ask({ method: 'POST', path: `/sites/${siteId}/share-codes`, body, answer: shareCode });

/** Ends a share, and those made under it, at once. */
export const withdrawGrant = (siteId: string, grantId: string) =>
  ask({ method: 'DELETE', path: `/sites/${siteId}/grants/${grantId}`, answer: z.undefined() });

/** What an organization hands over to whoever shall share with it; its administrators alone read it (R4-10). */
export const organizationKeyQuery = (organizationId: string) =>
  queryOptions({
    queryKey: sharingKeys.organizationKey(organizationId),
    queryFn: ({ signal }) => ask({ path: `/organizations/${organizationId}/key`, answer: organizationKey, signal }),
    staleTime: Number.POSITIVE_INFINITY,
  });

/** Another key; nobody is found by the old one any more. */
export const renewOrganizationKey = (organizationId: string) =>
  ask({ method: 'POST', path: `/organizations/${organizationId}/key`, answer: organizationKey });
