import { queryOptions } from '@tanstack/react-query';
import { devicePage } from '#libs/contracts/http';
import { ask } from '../../app/http';
import { nextPageInPlace } from '../../ui/data-table/next-page';
import type { DeviceSearch } from './search';

/** Devices a page; the API gives no count, so a page says whether there are more. */
const PAGE = 50;
/** How often the list asks what changed while somebody looks, milliseconds. */
const REFRESH_MS = 15_000;

const keys = { list: (search: DeviceSearch) => ['devices', 'list', search] as const };

/** One page of the devices that a search finds. */
export const deviceListQuery = (search: DeviceSearch) =>
  queryOptions({
    queryKey: keys.list(search),
    queryFn: ({ signal }) => ask({ path: '/devices', query: { ...search, limit: PAGE }, answer: devicePage, signal }),
    refetchInterval: REFRESH_MS,
    staleTime: REFRESH_MS,
    placeholderData: nextPageInPlace(search),
  });
