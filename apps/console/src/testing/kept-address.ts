import { useState } from 'react';
import type { ListAddress, ListSearch } from '../ui/data-table/list-address';

/** The address of a list, kept as a route would; `onNext` and the rest are told to whoever looks. */
export function useKeptAddress<Search extends ListSearch>(
  schema: { readonly parse: (search: unknown) => Search },
  start: ListSearch = {},
): { readonly search: Search; readonly address: ListAddress } {
  const [asked, setAsked] = useState<ListSearch>(start);
  const before = asked.cursor === undefined ? undefined : () => setAsked(({ cursor: _, ...kept }) => kept);
  const search = schema.parse(asked);
  return {
    search,
    address: {
      asked: search,
      onAsk: (change) => setAsked(({ cursor: _, ...kept }) => ({ ...kept, ...change })),
      onClear: () => setAsked({}),
      onNext: (cursor) => setAsked((kept) => ({ ...kept, cursor })),
      onPrevious: before,
    },
  };
}
