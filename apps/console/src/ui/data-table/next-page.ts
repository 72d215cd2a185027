import { keepPreviousData } from '@tanstack/react-query';
import type { ListSearch } from './list-address';

/**
 * For `placeholderData` of a list: its next page comes in place of the one before; another search begins with nothing, so that
 * no row is of the old one.
 *
 * @param search what the list is asked for now; it stands last in the list's key
 */
export function nextPageInPlace(search: ListSearch) {
  return <Data>(
    before: Data | undefined,
    previous: { readonly queryKey: readonly unknown[] } | undefined,
  ): Data | undefined => {
    const asked = previous?.queryKey.at(-1) as ListSearch | undefined;
    return asked !== undefined && withoutCursor(asked) === withoutCursor(search) ? keepPreviousData(before) : undefined;
  };
}

const withoutCursor = (search: ListSearch) =>
  JSON.stringify(
    Object.entries(search)
      .filter(([name, value]) => name !== 'cursor' && value !== undefined)
      .sort(([one], [other]) => (one < other ? -1 : 1)),
  );
