import { Skeleton } from '@mantine/core';
import { useVirtualizer } from '@tanstack/react-virtual';
import { type KeyboardEvent, useEffect, useRef } from 'react';
import { useTranslation } from 'react-i18next';
import { StateMark } from '../../ui/state-mark';
import { Ago } from '../../ui/when';
import { looks } from './looks';
import type { MapLink } from './map-link';
import type { Mark, totalOf } from './marks';

/** Height of a row, px: both lines, and room for a finger. */
const ROW = 56;
/** Up to so many rows all are drawn: fewer cost nothing. */
const ALL_DRAWN = 100;

interface MapListProps {
  readonly marks: readonly Mark[];
  readonly total: ReturnType<typeof totalOf>;
  readonly isTruncated: boolean;
  /** The mark one is at. */
  readonly active: string | undefined;
  readonly link: MapLink;
  readonly onActive: (mark: Mark) => void;
  readonly onPress: (mark: Mark) => void;
  readonly onCenter: (mark: Mark) => void;
}

/**
 * What is in view, worst first: a way around by the keyboard that a map is not. Arrows, Page Up and Down, Home and End move, Enter opens,
 * m puts it in the middle.
 */
export function MapList({ marks, total, isTruncated, active, link, onActive, onPress, onCenter }: MapListProps) {
  const { t } = useTranslation();
  const scroll = useRef<HTMLDivElement>(null);
  const rows = useVirtualizer({
    count: marks.length,
    getScrollElement: () => scroll.current,
    estimateSize: () => ROW,
    overscan: 6,
    enabled: marks.length > ALL_DRAWN,
  });
  const drawn =
    marks.length > ALL_DRAWN ? rows.getVirtualItems() : marks.map((_, index) => ({ index, start: index * ROW }));
  const found = marks.findIndex(({ id }) => id === active);
  const at = Math.max(0, found);
  const wanted = useRef<number>(undefined);
  useEffect(() => {
    if (found >= 0) bringIntoView(scroll.current, found);
  }, [found]);
  useEffect(() => {
    // The row is drawn by now, wherever it was.
    if (wanted.current === undefined) return;
    const row = scroll.current?.querySelector<HTMLElement>(`[data-place="${wanted.current}"] .map-row`);
    if (!row) return;
    wanted.current = undefined;
    row.focus({ preventScroll: true });
  });
  const go = (place: number) => {
    const next = marks[Math.max(0, Math.min(place, marks.length - 1))];
    if (!next) return;
    wanted.current = marks.indexOf(next);
    bringIntoView(scroll.current, wanted.current);
    onActive(next);
  };
  const press = (event: KeyboardEvent) => {
    const page = Math.max(1, Math.floor((scroll.current?.clientHeight ?? ROW * 8) / ROW) - 1);
    const places: Readonly<Record<string, number>> = {
      ArrowDown: at + 1,
      ArrowUp: at - 1,
      PageDown: at + page,
      PageUp: at - page,
      Home: 0,
      End: marks.length - 1,
    };
    const place = places[event.key];
    const mark = marks[at];
    if (place === undefined && event.key !== 'm') return;
    if (event.ctrlKey || event.metaKey || event.altKey) return;
    event.preventDefault();
    if (place !== undefined) go(place);
    else if (mark) onCenter(mark);
  };
  return (
    <>
      <p className="map-total">
        <strong>{t('map.inView', { count: total.devices })}</strong>
        <span className="dimmed">{t('map.parts', { ...total })}</span>
        {isTruncated && <span className="dimmed">{t('map.truncated')}</span>}
      </p>
      <div ref={scroll} className="map-list">
        <ul aria-label={t('map.list')} style={{ height: marks.length * ROW }} onKeyDown={press}>
          {drawn.map(({ index, start }) => {
            const mark = marks[index];
            return (
              mark && (
                <li
                  key={mark.id}
                  data-place={index}
                  data-active={mark.id === active}
                  aria-setsize={marks.length}
                  aria-posinset={index + 1}
                  style={{ transform: `translateY(${start}px)` }}
                >
                  <Row mark={mark} link={link} isReached={index === at} onActive={onActive} onPress={onPress} />
                </li>
              )
            );
          })}
        </ul>
      </div>
      <p className="map-keys dimmed">{t('map.keys')}</p>
    </>
  );
}

/** Scrolls no further than it must. */
function bringIntoView(list: HTMLElement | null, place: number): void {
  if (!list) return;
  const [top, bottom] = [place * ROW, (place + 1) * ROW];
  if (top < list.scrollTop) list.scrollTop = top;
  else if (bottom > list.scrollTop + list.clientHeight) list.scrollTop = bottom - list.clientHeight;
}

interface RowProps extends Pick<MapListProps, 'link' | 'onActive' | 'onPress'> {
  readonly mark: Mark;
  /** By the tab key; the others by arrows. */
  readonly isReached: boolean;
}

function Row({ mark, link: Link, isReached, onActive, onPress }: RowProps) {
  const { t } = useTranslation();
  const [shape, tone] = looks[mark.worst];
  const state = (
    <StateMark shape={shape} tone={tone}>
      <WorstOf mark={mark} />
    </StateMark>
  );
  const tabIndex = isReached ? 0 : -1;
  if (mark.kind === 'device')
    return (
      <Link id={mark.id} className="map-row" tabIndex={tabIndex} onFocus={() => onActive(mark)}>
        <span className="map-row-name">{mark.name}</span>
        <span className="map-row-state">
          {state}
          {mark.source === 'device' && mark.observedAt !== null && (
            <span className="dimmed">
              <Ago at={mark.observedAt} />
            </span>
          )}
        </span>
      </Link>
    );
  return (
    <button
      type="button"
      className="map-row"
      tabIndex={tabIndex}
      onFocus={() => onActive(mark)}
      onClick={() => onPress(mark)}
    >
      <span className="map-row-name">{t('map.cluster', { count: mark.count })}</span>
      <span className="map-row-state">{state}</span>
    </button>
  );
}

/** What is worst of a mark, in words. */
function WorstOf({ mark }: { readonly mark: Mark }) {
  const { t } = useTranslation();
  if (mark.kind === 'device') return t(`map.worst.${mark.worst}`);
  const { count, connected, disconnected, stale, worst } = mark;
  const devices = { connected, disconnected, stale, never: count - connected - disconnected }[worst];
  return t(`map.of.${worst}`, { count: devices });
}

const SKELETON_ROWS = ['a', 'b', 'c', 'd', 'e', 'f', 'g', 'h'];

export function MapListSkeleton() {
  return (
    <div className="map-list" aria-hidden="true">
      {SKELETON_ROWS.map((row) => (
        <Skeleton key={row} height={ROW - 16} my={8} radius={2} />
      ))}
    </div>
  );
}
