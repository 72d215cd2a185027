import { queryOptions, useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { type TableBody, type TableName, table } from '#libs/contracts/http';
import { ask } from '../../app/http';
import type { Refusal } from '../../app/refusal';
import type { DataColumn } from './column';
import { plainColumn } from './plain-column';

const keys = { of: (name: TableName | undefined) => ['tables', name] as const };

const arrangementQuery = (name: TableName | undefined) =>
  queryOptions({
    queryKey: keys.of(name),
    queryFn: ({ signal }) => ask({ path: `/me/tables/${name}`, answer: table, signal }),
    staleTime: Number.POSITIVE_INFINITY,
    enabled: name !== undefined,
  });

/** A table as its reader arranged it. */
export interface Arrangement<Row> {
  /** False: how it is arranged is not known yet. */
  readonly isKnown: boolean;
  /** Visible, in their order. */
  readonly visible: readonly DataColumn<Row>[];
  readonly hidden: readonly DataColumn<Row>[];
  /** Visible ones that can be moved and hidden; none where the platform keeps no arrangement. */
  readonly keys: readonly string[];
  /** False: as the factory sets it. */
  readonly isArranged: boolean;
  readonly refusal: Refusal | null;
  /** Shows these columns in this order, and keeps it for the reader (R3-21); absent where nothing is kept. */
  readonly arrange: ((keys: readonly string[]) => void) | undefined;
  /** Back to the factory setting (R3-22). */
  readonly reset: () => void;
}

/**
 * The columns of a table in the reader's arrangement, which the platform keeps.
 *
 * @param name absent: the platform keeps no arrangement of it
 */
export function useArrangement<Row>(
  name: TableName | undefined,
  columns: readonly DataColumn<Row>[],
): Arrangement<Row> {
  const client = useQueryClient();
  const { data, error } = useQuery(arrangementQuery(name));
  // One after the other, as they were made; the last answer is how it stays.
  const change = useMutation<TableBody, Refusal, readonly string[] | undefined>({
    scope: { id: `tables/${name}` },
    mutationFn: (wanted) =>
      wanted
        ? ask({ method: 'PUT', path: `/me/tables/${name}`, body: { columns: wanted }, answer: table })
        : ask({ method: 'DELETE', path: `/me/tables/${name}`, answer: table }),
    onMutate: (wanted) => {
      if (wanted && data) client.setQueryData(keys.of(name), arranged(data, wanted));
    },
    onSuccess: (after) => {
      if (client.isMutating({ mutationKey: keys.of(name) }) <= 1) client.setQueryData(keys.of(name), after);
    },
    onError: () => client.invalidateQueries({ queryKey: keys.of(name) }),
    mutationKey: keys.of(name),
  });
  const known = data?.columns.map((column) => ({
    isVisible: column.visible,
    column: columns.find(({ id }) => id === column.key) ?? plainColumn<Row>(column),
  }));
  const isKept = (id: string) => data?.columns.some(({ key }) => key === id) ?? false;
  const arrangeable = known ?? columns.map((column) => ({ isVisible: column.isHidden !== true, column }));
  const fixed = known ? columns.filter(({ id }) => !isKept(id)) : [];
  const shown = arrangeable.filter(({ isVisible }) => isVisible).map(({ column }) => column);
  return {
    isKnown: name === undefined || data !== undefined || error !== null,
    visible: [...shown, ...fixed],
    hidden: arrangeable.filter(({ isVisible }) => !isVisible).map(({ column }) => column),
    keys: name === undefined ? [] : shown.map(({ id }) => id),
    isArranged: data?.isArranged ?? false,
    refusal: change.error,
    arrange: data && ((wanted) => change.mutate(wanted)),
    reset: () => change.mutate(undefined),
  };
}

/** What the platform will answer: shown at once, so that a column follows the hand. */
function arranged(before: TableBody, wanted: readonly string[]): TableBody {
  const shown = wanted.flatMap((key) => before.columns.find((column) => column.key === key) ?? []);
  const others = before.columns.filter(({ key }) => !wanted.includes(key));
  return {
    ...before,
    isArranged: true,
    columns: [
      ...shown.map((column) => ({ ...column, visible: true })),
      ...others.map((column) => ({ ...column, visible: false })),
    ],
  };
}
