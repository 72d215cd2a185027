import { queryOptions } from '@tanstack/react-query';
import { deviceModelPage, devicePage } from '#libs/contracts/http';
import { ask } from '../../app/http';
import { nextPageInPlace } from '../../ui/data-table/next-page';
import type { DeviceSearch } from './search';

/** Devices a page, where the address does not say. */
const PAGE = 50;
/** How often the list asks what changed while somebody looks, milliseconds. */
const REFRESH_MS = 15_000;

const keys = {
  list: (search: DeviceSearch) => ['devices', 'list', search] as const,
  models: ['device-models'] as const,
};

/** One page of the devices that a search finds. */
export const deviceListQuery = (search: DeviceSearch) =>
  queryOptions({
    queryKey: keys.list(search),
    queryFn: ({ signal }) =>
      ask({ path: '/devices', query: { limit: PAGE, ...search, count: true }, answer: devicePage, signal }),
    refetchInterval: REFRESH_MS,
    staleTime: REFRESH_MS,
    placeholderData: nextPageInPlace(search),
  });

/** As many models as one chooses among: names of the first of them. */
const MODELS = 200;

/** The names of device models, by which devices are filtered. */
export const deviceModelsQuery = {
  queryKey: keys.models,
  queryFn: async ({ signal }: { readonly signal: AbortSignal }): Promise<readonly string[]> => {
    const { items } = await ask({ path: '/device-models', query: { limit: MODELS }, answer: deviceModelPage, signal });
    return items.map(({ name }) => name);
  },
};
