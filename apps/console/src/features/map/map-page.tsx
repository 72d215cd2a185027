import { Button, useComputedColorScheme } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useEffect, useMemo, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useLive, type Watched } from '../../app/stream';
import { Boundary } from '../../ui/panel';
import { RemoteView } from '../../ui/remote-view';
import { When } from '../../ui/when';
import { openSurface } from './drawing/open-surface';
import type { OpenSurface } from './drawing/surface';
import { MapCanvas } from './map-canvas';
import { MapFilters } from './map-filters';
import type { MapLink } from './map-link';
import { MapList, MapListSkeleton } from './map-list';
import { MapNotice } from './map-notice';
import { type DeviceMark, drawnMarks, listed, type Mark, marksOf, totalOf } from './marks';
import { PickedDevice } from './picked-device';
import { extentQuery, locationsQuery, MAP_MS, TRACK_MS, trackQuery } from './requests';
import { filterOf, type MapSearch } from './search';
import { apiZoom, askedBox, boxOf, type Size, type View, viewOf, viewOfBox, viewText, wholeWorld } from './view';

interface MapPageProps {
  readonly search: MapSearch;
  /** @param isStep it is a step one may want to go back from */
  readonly onSearch: (search: MapSearch, isStep: boolean) => void;
  readonly deviceLink: MapLink;
  /** For tests, which have nothing to draw on. */
  readonly open?: OpenSurface;
}

/** Where the devices are: a list of what is in view beside the map, worst first (R1-40, R4-05). */
export function MapPage({ search, onSearch, deviceLink, open = openSurface }: MapPageProps) {
  const { t } = useTranslation();
  useEffect(() => {
    document.title = `${t('map.title')} – Fieldgate`;
  }, [t]);
  const filter = filterOf(search);
  // Opened without a view, the map shows all there is.
  const extent = useQuery({ ...extentQuery(filter), enabled: search.at === undefined });
  return (
    <section className="map-page" aria-labelledby="page-title">
      <header className="map-head">
        <h1 id="page-title">{t('map.title')}</h1>
        <MapFilters search={search} onChange={(part) => onSearch({ ...search, ...part }, true)} />
      </header>
      {search.at === undefined && extent.data === undefined ? (
        <div className="map-body">
          <RemoteView query={extent} loading={<MapListSkeleton />}>
            {() => null}
          </RemoteView>
        </div>
      ) : (
        <Boundary>
          <MapParts
            search={search}
            onSearch={onSearch}
            deviceLink={deviceLink}
            open={open}
            all={extent.data ? marksOf(extent.data) : undefined}
          />
        </Boundary>
      )}
    </section>
  );
}

interface MapPartsProps extends Required<MapPageProps> {
  /** Of the whole world, coarsely; undefined: the address says which part to show. */
  readonly all: readonly Mark[] | undefined;
}

/** As large as most drawings are, until it is measured. */
const USUAL_SIZE: Size = { width: 900, height: 620 };

function MapParts({ search, onSearch, deviceLink, open, all }: MapPartsProps) {
  const { t } = useTranslation();
  const theme = useComputedColorScheme('light');
  const [size, setSize] = useState(USUAL_SIZE);
  const view = viewOf(search.at) ?? viewOfAll(all, size);
  const [active, setActive] = useState<string>();
  const filter = filterOf(search);
  const query = useQuery(locationsQuery(filter, askedBox(view, size), apiZoom(view)));
  const following = useQuery({ ...trackQuery(search.follow ?? ''), enabled: search.follow !== undefined });
  const lostSince = useLive(watchedOf(filter, view, size, search.follow));
  const marks = useMemo(() => (query.data ? marksOf(query.data) : []), [query.data]);
  const drawn = useMemo(() => drawnMarks(marks), [marks]);
  const inView = useMemo(() => listed(marks, boxOf(view, size)), [marks, view, size]);
  const track = search.follow === undefined ? undefined : following.data?.items;
  const chosen = inView.find(({ id }) => id === active) ?? drawn.find(({ id }) => id === active);
  const show = (next: View) => onSearch({ ...search, at: viewText(next) }, false);
  useFollowing(track?.at(-1), search, onSearch, view);
  const press = (mark: Mark) => {
    setActive(mark.id);
    if (mark.kind === 'cluster')
      onSearch({ ...search, at: viewText(closer(mark, view, size)), follow: undefined }, true);
  };
  return (
    <div className="map-body" data-old={lostSince !== undefined}>
      <div className="map-side">
        {lostSince !== undefined && (
          <p className="notice notice-line" data-tone="warn" role="status">
            {t('common.lostSince')} <When at={new Date(lostSince).toISOString()} precision="second" />
          </p>
        )}
        <RemoteView
          query={query}
          loading={<MapListSkeleton />}
          isEmpty={() => inView.length === 0}
          empty={
            <MapNotice
              search={search}
              isNowhere={all?.length === 0}
              onClear={() => onSearch({}, true)}
              onShowAll={() => onSearch({ ...search, at: undefined }, true)}
            />
          }
        >
          {({ truncated }) => (
            <MapList
              marks={inView}
              total={totalOf(inView)}
              isTruncated={truncated}
              active={active}
              link={deviceLink}
              onActive={(mark) => setActive(mark.id)}
              onPress={press}
              onCenter={(mark) => show({ ...view, lon: mark.lon, lat: mark.lat, zoom: Math.max(view.zoom, 9) })}
            />
          )}
        </RemoteView>
      </div>
      <div className="map-main">
        <MapCanvas
          key={theme}
          open={open}
          view={view}
          marks={drawn}
          chosen={chosen}
          track={track}
          onSize={setSize}
          onView={(next, isByHand) =>
            onSearch({ ...search, at: viewText(next), follow: isByHand ? undefined : search.follow }, false)
          }
          onPress={press}
        />
        <div className="map-tools">
          <Button
            variant="default"
            size="compact-sm"
            onClick={() => onSearch({ ...search, at: undefined, follow: undefined }, true)}
          >
            {t('map.showAll')}
          </Button>
        </div>
        {(chosen?.kind === 'device' || search.follow !== undefined) && (
          <PickedDevice
            device={
              chosen?.kind === 'device'
                ? chosen
                : marks.find((mark): mark is DeviceMark => isDevice(mark, search.follow))
            }
            isFollowed={search.follow !== undefined}
            track={search.follow === undefined ? undefined : following.data}
            link={deviceLink}
            onFollow={(follow) => onSearch({ ...search, follow }, true)}
            onClose={() => {
              setActive(undefined);
              onSearch({ ...search, follow: undefined }, false);
            }}
          />
        )}
      </div>
    </div>
  );
}

const isDevice = (mark: Mark, id: string | undefined): mark is DeviceMark => mark.kind === 'device' && mark.id === id;

/** The view that shows them all. */
function viewOfAll(marks: readonly Mark[] | undefined, size: Size): View {
  if (marks === undefined || marks.length === 0) return wholeWorld;
  const boxes = marks.map((mark) =>
    mark.kind === 'cluster' ? mark.box : ([mark.lon, mark.lat, mark.lon, mark.lat] as const),
  );
  const side = (of: (box: readonly number[]) => number, most: typeof Math.min) => most(...boxes.map(of));
  const [west, south] = [side(([w = 0]) => w, Math.min), side(([, s = 0]) => s, Math.min)];
  const [east, north] = [side(([, , e = 0]) => e, Math.max), side(([, , , n = 0]) => n, Math.max)];
  const view = viewOfBox([west, south, east, north], size);
  return { ...view, zoom: Math.min(view.zoom, 11) };
}

/** The view a pressed cluster opens in: its box, and one step closer in any case. */
function closer(mark: Extract<Mark, { kind: 'cluster' }>, view: View, size: Size): View {
  const fitting = viewOfBox(mark.box, size);
  return { ...fitting, zoom: Math.max(fitting.zoom, Math.min(view.zoom + 1, 17)) };
}

function watchedOf(filter: ReturnType<typeof filterOf>, view: View, size: Size, follow: string | undefined): Watched[] {
  const { queryKey } = locationsQuery(filter, askedBox(view, size), apiZoom(view));
  const watched: Watched[] = [{ queryKey, everyMs: MAP_MS }];
  if (follow !== undefined) watched.push({ queryKey: trackQuery(follow).queryKey, everyMs: TRACK_MS });
  return watched;
}

/** Keeps the newest position of a device that is followed in the middle. */
function useFollowing(
  newest: { readonly lon: number; readonly lat: number; readonly observedAt: string } | undefined,
  search: MapSearch,
  onSearch: MapPageProps['onSearch'],
  view: View,
): void {
  const [seen, setSeen] = useState<string>();
  const place = newest && `${search.follow} ${newest.observedAt}`;
  useEffect(() => {
    if (!newest || place === seen) return;
    setSeen(place);
    onSearch({ ...search, at: viewText({ lon: newest.lon, lat: newest.lat, zoom: Math.max(view.zoom, 10) }) }, false);
  }, [newest, place, seen, search, onSearch, view.zoom]);
}
