import type { ColumnType, TableColumnBody } from '#libs/contracts';
import type { CsvCell } from '../csv-text.js';

/** A column of a table, whatever the table. */
export interface Column {
  /** Path of the value in an item of the list, such as `connectivity.state`; permanent, people's choices hold it. */
  readonly key: string;
  readonly label: { readonly en: string; readonly pl: string };
  readonly type: ColumnType;
  /** The factory setting. */
  readonly isVisible: boolean;
  /** Absent: the list cannot be sorted by it. */
  readonly sort?: NonNullable<TableColumnBody['sort']>;
  /** Absent: the list cannot be searched by it. */
  readonly search?: NonNullable<TableColumnBody['search']>;
}

/** A column of the list with these items and this query; what neither knows does not compile. */
export interface ColumnOf<Item, Query> extends Column {
  readonly key: PathIn<Item>;
  readonly sort?: Query extends { readonly sort: infer Sort extends string } ? Exclude<Sort, `-${string}`> : never;
  readonly search?: Exclude<keyof Query & string, 'limit' | 'cursor' | 'sort'>;
}

/** Dotted paths to the values of an item; a list, or an object with any names, counts as one value. */
type PathIn<Item> = { [Name in keyof Item & string]-?: PathFrom<Name, NonNullable<Item[Name]>> }[keyof Item & string];
type PathFrom<Name extends string, Value> = Value extends readonly unknown[]
  ? Name
  : Value extends object
    ? string extends keyof Value
      ? Name
      : `${Name}.${PathIn<Value>}`
    : Name;

/** What an item has in a column: what is missing on the way is empty, what is no single value is JSON. */
export function cellOf(item: object, key: string): CsvCell {
  const value = key.split('.').reduce<unknown>((place, name) => (place as Place)?.[name], item);
  if (value === undefined || value === null) return null;
  return typeof value === 'object' ? JSON.stringify(value) : (value as CsvCell);
}

type Place = Readonly<Record<string, unknown>> | null | undefined;
