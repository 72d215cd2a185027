import { queryOptions } from '@tanstack/react-query';
import {
  type ImportBody,
  importColumnsAnswer,
  importDetails,
  importJob,
  importPage,
  importRowPage,
} from '#libs/contracts/http';
import { ask } from '../../app/http';
import { nextPageInPlace } from '../../ui/data-table/next-page';
import type { ImportRowSearch, ImportSearch } from './search';

/** Imports and rows a page. */
const PAGE = 50;
/** How old the progress of an import may get while somebody looks, milliseconds. */
export const PROGRESS_MS = 2_000;

const keys = {
  lists: ['imports', 'list'],
  list: (search: ImportSearch) => ['imports', 'list', search],
  columns: ['imports', 'columns'],
  one: (id: string) => ['imports', 'one', id],
  allRows: (id: string) => ['imports', 'rows', id],
  rows: (id: string, search: ImportRowSearch) => ['imports', 'rows', id, search],
} as const;

export const importKeys = { lists: keys.lists, one: keys.one, allRows: keys.allRows };

/** What a file of each kind can name in its first line. */
export const importColumnsQuery = queryOptions({
  queryKey: keys.columns,
  queryFn: ({ signal }) => ask({ path: '/imports/columns', answer: importColumnsAnswer, signal }),
  staleTime: Number.POSITIVE_INFINITY,
});

export const importListQuery = (search: ImportSearch) =>
  queryOptions({
    queryKey: keys.list(search),
    queryFn: ({ signal }) => ask({ path: '/imports', query: { ...search, limit: PAGE }, answer: importPage, signal }),
    placeholderData: nextPageInPlace(search),
  });

export const importQuery = (id: string) =>
  queryOptions({
    queryKey: keys.one(id),
    queryFn: ({ signal }) => ask({ path: `/imports/${id}`, answer: importDetails, signal }),
    staleTime: PROGRESS_MS,
  });

export const importRowsQuery = (id: string, search: ImportRowSearch) =>
  queryOptions({
    queryKey: keys.rows(id, search),
    queryFn: ({ signal }) =>
      ask({ path: `/imports/${id}/rows`, query: { ...search, limit: PAGE }, answer: importRowPage, signal }),
    placeholderData: nextPageInPlace(search),
  });

/** What is to be done with a file. */
export interface ImportOrder {
  readonly kind: ImportBody['kind'];
  readonly organizationId: string;
  readonly mode: ImportBody['mode'];
}

/** Sends a file; the answer comes once all of it was taken. */
export const sendImport = (order: ImportOrder, file: File, signal: AbortSignal) =>
  ask({
    method: 'POST',
    path: '/imports',
    query: { ...order, fileName: file.name.trim().slice(0, 200) },
    file,
    answer: importJob,
    signal,
  });

export const applyImport = (id: string) =>
  ask({ method: 'POST', path: `/imports/${id}/application`, answer: importJob });

export const cancelImport = (id: string) => ask({ method: 'DELETE', path: `/imports/${id}`, answer: importJob });
