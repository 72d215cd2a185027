import { queryOptions } from '@tanstack/react-query';
import { addedSite, sharedSiteOffer } from '#libs/contracts/http';
import { ask } from '../../app/http';

const keys = { offer: (code: string) => ['share-code', code] } as const;

/** What a code would add; wrong codes count, so it is asked once. */
export const shareOfferQuery = (code: string) =>
  queryOptions({
    queryKey: keys.offer(code),
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
