import type { QueryKey } from '@tanstack/react-query';
import type { ReactNode } from 'react';

interface TextSearch {
  readonly kind: 'text';
  /** The parameter of the list, as it stands in the address. */
  readonly name: string;
  /** As much as the API searches for, characters. */
  readonly maxLength: number;
}

interface ChoiceSearch {
  readonly kind: 'choice';
  readonly name: string;
  readonly options: readonly { readonly value: string; readonly label: string }[];
  /** Several at a time: rows that have any of them. */
  readonly isMany?: boolean;
}

/** Any of some values that are read when one begins to choose. */
interface LoadedSearch {
  readonly kind: 'loaded';
  readonly name: string;
  readonly choices: {
    readonly queryKey: QueryKey;
    readonly queryFn: (context: { readonly signal: AbortSignal }) => Promise<readonly string[]>;
  };
}

/** How a list is searched by one of its columns (R3-09). */
export type ColumnSearch = TextSearch | ChoiceSearch | LoadedSearch;

/** A column of a table of data. */
export interface DataColumn<Row> {
  /** Its key in the table's arrangement; what has none there stands at the end and cannot be hidden. */
  readonly id: string;
  readonly header: string;
  readonly cell: (row: Row) => ReactNode;
  /** What `sort` is called with; absent: the list cannot be sorted by it. */
  readonly sort?: string;
  readonly search?: ColumnSearch;
  /** Numbers stand at the right, digit below digit. */
  readonly isNumber?: boolean;
  /** Its cells can be pressed themselves, so that they do not lead to the row's page. */
  readonly isPressed?: boolean;
  /** Not shown in the factory setting of a table that the platform keeps no arrangement of. */
  readonly isHidden?: boolean;
}
