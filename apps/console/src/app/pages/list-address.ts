import { useLocation, useNavigate } from '@tanstack/react-router';
import { useEffect, useRef } from 'react';
import type { ListAddress, ListSearch } from '../../ui/data-table/list-address';
import { useStillHere } from './still-here';

/**
 * The address of a list as its page uses it: filters and sort stand in it, the way back through the pages in the history's
 * state, because cursors only lead forward.
 *
 * @param search of the route, which parses what is asked by its own schema
 */
export function useListAddress(search: ListSearch): ListAddress {
  const navigate = useNavigate();
  const isStillHere = useStillHere();
  const cursors = useLocation({ select: ({ state }) => state.cursors }) ?? [];
  const { cursor, ...asked } = search;
  const go = (next: ListSearch, how: { readonly replace?: boolean; readonly cursors?: readonly (string | null)[] }) => {
    if (!isStillHere()) return;
    void navigate({
      to: '.',
      search: next as never, // validateSearch of the route parses it
      replace: how.replace ?? false,
      ...(how.cursors && { state: { cursors: how.cursors } }),
    });
  };
  return {
    asked: search,
    onAsk: (change, isTyped = false) => go({ ...asked, ...change }, { replace: isTyped }),
    onClear: () => go({}, {}),
    onNext: (next) =>
      go({ ...asked, cursor: next }, { cursors: [...cursors, cursor === undefined ? null : String(cursor)] }),
    // Who came by a link to a later page has no way back but to the first.
    onPrevious:
      cursor === undefined
        ? undefined
        : () => go({ ...asked, cursor: cursors.at(-1) ?? undefined }, { cursors: cursors.slice(0, -1) }),
  };
}

/** The row one went on from last, by the entry of the history that showed it. */
let left: { readonly entry: string | undefined; readonly row: string } | undefined;

/** For the link of a row: it has the focus again when one comes back from where it leads. */
export function useRowLink(row: string) {
  const entry = useLocation({ select: ({ state }) => state.__TSR_key });
  const ref = useRef<HTMLAnchorElement>(null);
  useEffect(() => {
    // The place of the row is the router's to restore.
    if (left?.row === row && left.entry === entry) ref.current?.focus({ preventScroll: true });
  }, [row, entry]);
  return {
    ref,
    className: 'row-link',
    onClick: () => {
      left = { entry, row };
    },
  };
}
