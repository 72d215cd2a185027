import { useEffect, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { foreignAttribution } from './drawing/base';
import type { MapSurface, OpenSurface } from './drawing/surface';
import type { Mark } from './marks';
import { type Size, type View, viewText } from './view';

interface MapCanvasProps {
  readonly open: OpenSurface;
  readonly view: View;
  readonly marks: readonly Mark[];
  readonly chosen: Mark | undefined;
  readonly track: readonly { readonly lon: number; readonly lat: number }[] | undefined;
  readonly onSize: (size: Size) => void;
  readonly onView: (view: View, isByHand: boolean) => void;
  readonly onPress: (mark: Mark) => void;
}

/** The drawn map, in the colors of the theme it is made in. What it shows is told to it; where it was moved to, it tells. */
export function MapCanvas({ open, view, marks, chosen, track, ...told }: MapCanvasProps) {
  const { t, i18n } = useTranslation();
  const element = useRef<HTMLDivElement>(null);
  const [surface, setSurface] = useState<MapSurface>();
  const [hasFailed, setFailed] = useState(false);
  // What was told last, so that the drawing is not made anew with each answer.
  const now = useRef({ ...told, view });
  now.current = { ...told, view };
  const drawnView = useRef<string>(undefined);
  useEffect(() => {
    const place = element.current;
    if (!place) return;
    let isGone = false;
    let opened: MapSurface | undefined;
    setFailed(false);
    now.current.onSize({ width: place.clientWidth || 900, height: place.clientHeight || 620 });
    open(place, {
      view: now.current.view,
      language: i18n.language,
      label: t('map.drawing'),
      onPress: (mark) => now.current.onPress(mark),
      onView: (next, size, isByHand) => {
        now.current.onSize(size);
        if (drawnView.current === viewText(next)) return;
        drawnView.current = viewText(next);
        now.current.onView(next, isByHand);
      },
    }).then(
      (made) => {
        if (isGone) return made.remove();
        opened = made;
        setSurface(made);
      },
      () => setFailed(true),
    );
    return () => {
      isGone = true;
      opened?.remove();
      setSurface(undefined);
    };
  }, [open, i18n.language, t]);
  const at = viewText(view);
  useEffect(() => {
    if (!surface || drawnView.current === at) return;
    drawnView.current = at;
    surface.move(now.current.view);
  }, [surface, at]);
  useEffect(() => surface?.show(marks), [surface, marks]);
  useEffect(() => surface?.choose(chosen), [surface, chosen]);
  useEffect(() => surface?.trace(track?.map(({ lon, lat }) => [lon, lat] as const) ?? []), [surface, track]);
  return (
    <>
      <div ref={element} className="map-drawing" />
      {hasFailed && (
        <p className="notice map-failed" data-tone="warn" role="status">
          {t('map.notDrawn')}
        </p>
      )}
      <p className="map-credit">
        {foreignAttribution() ?? (
          <>
            {t('map.credit')} <a href="https://www.naturalearthdata.com">Natural Earth</a>,{' '}
            <a href="https://www.geonames.org">GeoNames</a> (CC BY 4.0)
          </>
        )}
      </p>
    </>
  );
}
