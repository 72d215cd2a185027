import type { ColumnType, Language, TableColumnBody } from '#libs/contracts/http';
import type { CsvCell } from './csv-text.js';

/** A column of a table, whatever the table. */
export interface Column {
  /** Path of the value in an item of the list, such as `connectivity.state`; permanent, people's choices hold it. */
  readonly key: string;
  readonly label: Readonly<Record<Language, string>>;
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
  readonly search?: Exclude<keyof Query & string, 'limit' | 'cursor' | 'sort' | 'count'>;
}

/** Dotted paths to the values of an item, also of each in a list; an object with any names counts as one value. */
type PathIn<Item> = { [Name in keyof Item & string]-?: PathFrom<Name, NonNullable<Item[Name]>> }[keyof Item & string];
type PathFrom<Name extends string, Value> = Value extends readonly (infer Each)[]
  ? PathFrom<Name, Each>
  : Value extends object
    ? string extends keyof Value
      ? Name
      : `${Name}.${PathIn<Value>}`
    : Name;

/**
 * What an item has in a column: nothing where something is missing on the way, several values of a list parted by
 * semicolons, and JSON for what is no single value.
 */
export function cellOf(item: object, key: string): CsvCell {
  const values = key
    .split('.')
    .reduce<readonly unknown[]>((places, name) => places.flatMap((place) => stepInto(place, name)), [item])
    .filter((value) => value !== undefined && value !== null);
  const cells = values.map((value) => (typeof value === 'object' ? JSON.stringify(value) : (value as CsvCell)));
  return cells.length > 1 ? cells.join('; ') : (cells[0] ?? null);
}

/** A list counts as its entries. */
const stepInto = (place: unknown, name: string): unknown =>
  (place as Readonly<Record<string, unknown>> | null | undefined)?.[name];
