import { getRouteApi, Link, useLocation } from '@tanstack/react-router';
import { useEffect, useRef } from 'react';
import { DeviceListPage } from '../../features/devices/device-list-page';
import type { DeviceLink } from '../../features/devices/device-table';

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
      deviceLink={DeviceRowLink}
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

/** The row one went on from last, by the entry of the history that showed it. */
let left: { readonly entry: string | undefined; readonly row: string } | undefined;

/** Leads to a device, and has the focus when one comes back from there. */
const DeviceRowLink: DeviceLink = ({ id, children }) => {
  const entry = useLocation({ select: ({ state }) => state.__TSR_key });
  const element = useRef<HTMLAnchorElement>(null);
  useEffect(() => {
    // The place of the row is the router's to restore.
    if (left?.row === id && left.entry === entry) element.current?.focus({ preventScroll: true });
  }, [id, entry]);
  return (
    <Link
      ref={element}
      to="/devices/$deviceId/$tab"
      params={{ deviceId: id, tab: 'now' }}
      className="row-link"
      onClick={() => {
        left = { entry, row: id };
      }}
    >
      {children}
    </Link>
  );
};
