import { getRouteApi, useLocation } from '@tanstack/react-router';
import { DeviceListPage } from '../../features/devices/device-list-page';

const route = getRouteApi('/shell/devices');

/** Ties the list to the address: the search stands in it, the way back through the pages in the history's state. */
export function DeviceListRoute() {
  const search = route.useSearch();
  const navigate = route.useNavigate();
  const cursors = useLocation({ select: ({ state }) => state.cursors }) ?? [];
  const before = cursors.at(-1);
  return (
    <DeviceListPage
      search={search}
      // What is typed letter by letter is one step of the history, not ten.
      onSearch={(next) => void navigate({ search: next, replace: next.q !== search.q })}
      onNext={(cursor) =>
        void navigate({ search: { ...search, cursor }, state: { cursors: [...cursors, search.cursor ?? null] } })
      }
      onPrevious={
        search.cursor === undefined
          ? undefined
          : () =>
              // Who came by a link to a later page has no way back but to the first.
              void navigate({
                search: { ...search, cursor: before ?? undefined },
                state: { cursors: cursors.slice(0, -1) },
              })
      }
    />
  );
}
