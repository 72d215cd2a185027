import { defaultRangeExtractor, useWindowVirtualizer, type VirtualItem } from '@tanstack/react-virtual';
import { type RefObject, useEffect, useLayoutEffect, useState } from 'react';
import { flushSync } from 'react-dom';

/** Up to so many rows all are drawn: fewer cost nothing. */
const ALL_DRAWN = 120;
/** Height of a row on a desk until it was measured, pixels. */
const ROW_PX = 35;
/** Rows drawn beyond what is seen, on either side. */
const BEYOND = 15;

/** Heights of the list that was left last, so that one comes back to the same row at the same height. */
let measured: { readonly list: string; readonly rows: VirtualItem[] } | undefined;

/** A row by its place from 0, or the room of rows that are not drawn, pixels. */
type Drawn = { readonly place: number } | { readonly roomPx: number; readonly before: number };

interface DrawnRows {
  readonly parts: readonly Drawn[];
  /** Reads the height of a row that is drawn. */
  readonly measure: ((row: HTMLElement | null) => void) | undefined;
}

/**
 * Which rows of a list are drawn: those that are seen, and all of them on paper.
 *
 * @param list what tells it from other lists
 * @param kept place of a row that stays, such as the one with the focus
 */
export function useDrawnRows(
  list: string,
  count: number,
  body: RefObject<HTMLElement | null>,
  kept: number,
): DrawnRows {
  const isPrinted = useIsPrinted();
  const [top, setTop] = useState(0);
  const isAll = isPrinted || count <= ALL_DRAWN;
  const virtualizer = useWindowVirtualizer({
    count,
    estimateSize: () => ROW_PX,
    overscan: BEYOND,
    scrollMargin: top,
    enabled: !isAll,
    initialMeasurementsCache: measured?.list === list ? measured.rows : [],
    rangeExtractor: (range) => {
      const seen = defaultRangeExtractor(range);
      return kept < 0 || kept >= count || seen.includes(kept) ? seen : [...seen, kept].sort((a, b) => a - b);
    },
  });
  useLayoutEffect(() => {
    // Where all are drawn nobody asks, and to answer would have the whole page laid out at once.
    if (!isAll && body.current) setTop(body.current.getBoundingClientRect().top + window.scrollY);
  }, [body, isAll]);
  useEffect(
    () => () => {
      measured = { list, rows: virtualizer.takeSnapshot() };
    },
    [list, virtualizer],
  );
  if (isAll) return { parts: [...Array(count).keys()].map((place) => ({ place })), measure: undefined };
  const parts = partsOf(virtualizer.getVirtualItems(), top, top + virtualizer.getTotalSize());
  return { parts, measure: virtualizer.measureElement };
}

/** The rows and the room between them: one that is kept may be far from those that are seen. */
function partsOf(rows: readonly VirtualItem[], top: number, bottom: number): readonly Drawn[] {
  const parts: Drawn[] = [];
  let end = top;
  for (const { index, start, end: next } of rows) {
    if (start > end) parts.push({ roomPx: start - end, before: index });
    parts.push({ place: index });
    end = next;
  }
  return bottom > end ? [...parts, { roomPx: bottom - end, before: Number.POSITIVE_INFINITY }] : parts;
}

/** Whether the page is being put on paper. */
function useIsPrinted(): boolean {
  const [isPrinted, setIsPrinted] = useState(false);
  useEffect(() => {
    // The browser takes the page as it is when this returns.
    const begin = () => flushSync(() => setIsPrinted(true));
    const end = () => setIsPrinted(false);
    window.addEventListener('beforeprint', begin);
    window.addEventListener('afterprint', end);
    return () => {
      window.removeEventListener('beforeprint', begin);
      window.removeEventListener('afterprint', end);
    };
  }, []);
  return isPrinted;
}
