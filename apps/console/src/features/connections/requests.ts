import { queryOptions } from '@tanstack/react-query';
import { unidentifiedAttemptPage } from '#libs/contracts/http';
import { ask } from '../../app/http';
import { nextPageInPlace } from '../../ui/data-table/next-page';
import type { ConnectionSearch } from './search';

/** Refusals a page. */
const PAGE = 50;
/** How often the list asks what is new while somebody looks, milliseconds. */
const REFRESH_MS = 10_000;

export const connectionListQuery = (search: ConnectionSearch) =>
  queryOptions({
    queryKey: ['connections', 'list', search],
    queryFn: ({ signal }) =>
      ask({
        path: '/connection-attempts',
        query: { ...search, limit: PAGE },
        answer: unidentifiedAttemptPage,
        signal,
      }),
    refetchInterval: REFRESH_MS,
    placeholderData: nextPageInPlace(search),
  });
