import { queryOptions } from '@tanstack/react-query';
import type { z } from 'zod';
import { deviceBatch, deviceBatchPage, deviceBatchRowPage, type newDeviceBatch } from '#libs/contracts/http';
import { addressOf, ask } from '../../app/http';
import { loadWords } from '../../app/words';
import { nextPageInPlace } from '../../ui/data-table/next-page';
import type { BatchRowSearch, BatchSearch } from './search';

/** Batches and devices a page. */
const PAGE = 50;
/** How old the progress of a batch may get while somebody looks, milliseconds. */
export const PROGRESS_MS = 2_000;

const keys = {
  lists: ['batches', 'list'],
  list: (search: BatchSearch) => ['batches', 'list', search],
  one: (id: string) => ['batches', 'one', id],
  allRows: (id: string) => ['batches', 'rows', id],
  rows: (id: string, search: BatchRowSearch) => ['batches', 'rows', id, search],
} as const;

export const batchKeys = { lists: keys.lists, one: keys.one, allRows: keys.allRows };

export const batchListQuery = (search: BatchSearch) =>
  queryOptions({
    queryKey: keys.list(search),
    queryFn: ({ signal }) =>
      ask({ path: '/device-batches', query: { ...search, limit: PAGE }, answer: deviceBatchPage, signal }),
    placeholderData: nextPageInPlace(search),
  });

export const batchQuery = (id: string) =>
  queryOptions({
    queryKey: keys.one(id),
    queryFn: ({ signal }) => ask({ path: `/device-batches/${id}`, answer: deviceBatch, signal }),
    staleTime: PROGRESS_MS,
  });

export const batchRowsQuery = (id: string, search: BatchRowSearch) =>
  queryOptions({
    queryKey: keys.rows(id, search),
    queryFn: async ({ signal }) => {
      const query = { ...search, limit: PAGE };
      const page = await ask({ path: `/device-batches/${id}/rows`, query, answer: deviceBatchRowPage, signal });
      // Refusals are told in the words of refusals, which come when they are first needed.
      if (page.items.some(({ problem }) => problem !== null)) await loadWords(['problems']);
      return page;
    },
    placeholderData: nextPageInPlace(search),
  });

export type BatchOrder = z.input<typeof newDeviceBatch>;

/**
 * Begins to do something to many devices; the same key begins it once.
 *
 * @param own the one of the reader's organizations in which the devices are looked for; undefined: in all
 */
export const startBatch = (body: BatchOrder, own: string | undefined, idempotencyKey: string) =>
  ask({ method: 'POST', path: '/device-batches', query: { in: own }, body, answer: deviceBatch, idempotencyKey });

export const cancelBatch = (id: string) =>
  ask({ method: 'DELETE', path: `/device-batches/${id}`, answer: deviceBatch });

/** Where the devices that were refused can be had as a file. */
export const refusedFile = (id: string) => addressOf({ path: `/device-batches/${id}/refused-devices.csv` });
