/** What the address of a list says: filters, sort and place, by the names of the API's own parameters. */
export type ListSearch = Readonly<Record<string, string | number | boolean | readonly string[] | undefined>>;

/** The address of a list, as its page uses it; `app/pages/list-address.ts` makes it of a route. */
export interface ListAddress {
  readonly asked: ListSearch;
  /**
   * Shows the list anew from its beginning, with this changed.
   *
   * @param isTyped letter by letter, which is one step of the history and not ten
   */
  readonly onAsk: (change: ListSearch, isTyped?: boolean) => void;
  /** Shows the list as nothing was asked. */
  readonly onClear: () => void;
  readonly onNext: (cursor: string) => void;
  /** Undefined on the first page. */
  readonly onPrevious: (() => void) | undefined;
}

/** What says where a list is looked at, and not what is in it; one's organization is chosen beside the list. */
const views = new Set(['sort', 'cursor', 'limit', 'in']);

/** Whether anything is filtered or searched for. */
export const isNarrowed = (asked: ListSearch): boolean =>
  Object.entries(asked).some(([name, value]) => value !== undefined && !views.has(name));

/** The values of a parameter that may be there several times. */
export const valuesOf = (value: ListSearch[string]): readonly string[] =>
  value === undefined ? [] : [value].flat().map(String);

/** Field and direction of a sort such as `-name`. */
export function sortOf(sort: string | undefined): { readonly field: string; readonly isDescending: boolean } {
  return { field: sort?.replace(/^-/, '') ?? '', isDescending: sort?.startsWith('-') ?? false };
}
