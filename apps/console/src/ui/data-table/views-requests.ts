import { queryOptions } from '@tanstack/react-query';
import { z } from 'zod';
import { type SavedViewBody, savedView, savedViewPage, type TableName } from '#libs/contracts/http';
import { ask } from '../../app/http';
import type { ListSearch } from './list-address';

/** As many as a page of the API has; beyond, nobody looks through them. */
const VIEWS = 200;

const keys = { of: (table: TableName) => ['views', table] as const };

/** The views of a list that its reader sees. */
export const viewsQuery = (table: TableName) =>
  queryOptions({
    queryKey: keys.of(table),
    queryFn: async ({ signal }): Promise<readonly SavedViewBody[]> =>
      (await ask({ path: `/me/views/${table}`, query: { limit: VIEWS }, answer: savedViewPage, signal })).items,
  });

/** What a view shows, whatever it is called. */
export interface ShownView {
  readonly search: SavedViewBody['search'];
  readonly columns: readonly string[];
}

type NewView = ShownView & { readonly name: string; readonly shared: string | null };

export const saveView = (table: TableName, view: NewView, idempotencyKey: string) =>
  ask({ method: 'POST', path: `/me/views/${table}`, body: view, answer: savedView, idempotencyKey });

export const replaceView = (table: TableName, id: string, view: NewView) =>
  ask({ method: 'PUT', path: `/me/views/${table}/${id}`, body: view, answer: savedView });

export const deleteView = (table: TableName, id: string) =>
  ask({ method: 'DELETE', path: `/me/views/${table}/${id}`, answer: z.undefined() });

/** What says which page is looked at, or in which of one's organizations, and not what of. */
const ofPages = new Set(['cursor', 'limit', 'in']);

/** What an address asks, as a view keeps it. */
export const keptSearch = (asked: ListSearch): ShownView['search'] =>
  Object.fromEntries(
    Object.entries(asked).flatMap(([name, value]) => {
      if (value === undefined || ofPages.has(name)) return [];
      return [[name, Array.isArray(value) ? value.map(String) : String(value)]];
    }),
  );

/** The change that makes an address ask what a view asks, and nothing else. */
export const changeTo = (asked: ListSearch, search: ShownView['search']): ListSearch => ({
  ...Object.fromEntries(
    Object.keys(asked)
      .filter((name) => name !== 'in')
      .map((name) => [name, undefined]),
  ),
  ...search,
});

/** Whether two views show the same. */
export const isSameView = (one: ShownView, other: ShownView): boolean => {
  const text = ({ search, columns }: ShownView) =>
    JSON.stringify([Object.entries(search).sort(([a], [b]) => (a < b ? -1 : 1)), columns]);
  return text(one) === text(other);
};
