import { type KeyboardEvent, type RefObject, useLayoutEffect, useRef } from 'react';

/** What may have the focus in a row: the link to its page, else the first thing that can be pressed. */
const PRESSED = 'a[href], button';

/** Rows of one screen at least, where none can be measured. */
const FEWEST = 1;

/**
 * The row to which a key leads from that one, if it is one that turns the rows.
 *
 * @param count rows there are
 */
export function placeAfterKey(event: KeyboardEvent, count: number): number | undefined {
  const { key, target } = event;
  if (!(target instanceof HTMLAnchorElement || target instanceof HTMLButtonElement)) return undefined;
  const row = target.closest('tr');
  const place = Number(row?.dataset.index ?? -1);
  if (!row || place < 0 || event.altKey || event.ctrlKey || event.metaKey || event.shiftKey) return undefined;
  const screen = Math.max(FEWEST, Math.floor(window.innerHeight / Math.max(row.offsetHeight, 1)) - 2);
  const steps: Readonly<Record<string, number>> = {
    ArrowDown: 1,
    ArrowUp: -1,
    PageDown: screen,
    PageUp: -screen,
    Home: -count,
    End: count,
  };
  const step = steps[key];
  return step === undefined ? undefined : Math.min(Math.max(place + step, 0), count - 1);
}

/**
 * Gives a row the focus, which may have to be drawn first.
 *
 * @param active place of the row that is drawn in any case
 */
export function useRowFocus(
  body: RefObject<HTMLElement | null>,
  active: number,
  setActive: (place: number) => void,
): (place: number) => void {
  const wanted = useRef(-1);
  const focus = (place: number) => {
    const pressed = body.current?.querySelector<HTMLElement>(`tr[data-index="${place}"] :is(${PRESSED})`);
    pressed?.focus();
    return pressed !== null && pressed !== undefined;
  };
  useLayoutEffect(() => {
    if (wanted.current === active && active >= 0) focus(active);
    wanted.current = -1;
  });
  return (place) => {
    if (focus(place)) return;
    wanted.current = place;
    setActive(place);
  };
}
