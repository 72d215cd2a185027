import 'maplibre-gl/dist/maplibre-gl.css';
import { type GeoJSONSource, Map as MapLibreMap, type StyleSpecification, setWorkerUrl } from 'maplibre-gl';
import workerUrl from 'maplibre-gl/dist/maplibre-gl-worker.mjs?worker&url';
import { countOf, type Mark } from '../marks';
import { type Size, type View, ZOOMS } from '../view';
import { foreignMap, loadWorld } from './base';
import { type Colors, colors } from './colors';
import { DENSITY, drawIcon, iconOf } from './icons';
import { builtInStyle, tileStyle } from './style';
import type { MapSurface, OpenSurface } from './surface';

// From a file of ours: the policy of the document lets no worker be made of a text.
setWorkerUrl(workerUrl);

const nothing = { type: 'FeatureCollection' as const, features: [] };
/** What is drawn over the map of the world. */
const ownSources: ReadonlySet<string> = new Set(['track', 'marks', 'chosen']);
/** How long a map rests before it tells where it is, milliseconds. */
const SETTLES_MS = 100;
const compact = new Intl.NumberFormat('en', { notation: 'compact', maximumFractionDigits: 1 });

/** A map by WebGL. */
export const openWebGlSurface: OpenSurface = async (element, { view, language, label, onView, onPress }) => {
  const shown = colors();
  setBusy(element, true);
  const builtIn = async () => builtInStyle(await loadWorld(), shown, language);
  const foreign = foreignMap();
  const map = new MapLibreMap({
    container: element,
    style: foreign === undefined ? await builtIn() : foreign.isTiles ? tileStyle(foreign.url) : foreign.url,
    center: [view.lon, view.lat],
    zoom: view.zoom,
    minZoom: ZOOMS.least,
    maxZoom: ZOOMS.most,
    attributionControl: false,
    dragRotate: false,
    pitchWithRotate: false,
    fadeDuration: matchMedia('(prefers-reduced-motion: reduce)').matches ? 0 : 120,
  });
  map.touchZoomRotate.disableRotation();
  map.keyboard.disableRotation();
  const canvas = map.getCanvas();
  canvas.setAttribute('aria-label', label);
  let isSettled = foreign === undefined;
  // A tile that is missing is no reason to give up a map of which others came.
  map.on('sourcedata', ({ sourceId, tile }) => {
    if (tile !== undefined && !ownSources.has(sourceId)) isSettled = true;
  });
  map.on('error', ({ error }) => {
    // Whose server does not answer has no map: ours takes its place, once.
    if (isSettled) return console.warn(error);
    isSettled = true;
    void builtIn().then((style: StyleSpecification) => map.setStyle(style, { diff: false }));
  });
  const surface = new WebGlSurface(map, shown);
  const tell = (isByHand: boolean) => {
    const { lng: lon, lat } = map.getCenter();
    onView({ lon, lat, zoom: map.getZoom() }, sizeOf(element), isByHand);
  };
  // Told after the picture in which it happened, for both in one go are a jerk in the hand; and several steps at once.
  let told: { readonly timer: ReturnType<typeof setTimeout>; readonly isByHand: boolean } | undefined;
  const tellLater = (isByHand: boolean) => {
    clearTimeout(told?.timer);
    const isEver = isByHand || told?.isByHand === true;
    const timer = setTimeout(() => {
      told = undefined;
      tell(isEver);
    }, SETTLES_MS);
    told = { timer, isByHand: isEver };
  };
  // MapLibre draws anew a moment after the size has changed, and shows nothing until then.
  const sizes = new ResizeObserver(() => setBusy(element, true));
  sizes.observe(element);
  map.on('remove', () => {
    sizes.disconnect();
    clearTimeout(told?.timer);
  });
  map.on('style.load', () => surface.prepare());
  map.on('movestart', () => {
    setBusy(element, true);
    // It tells when this move has ended: where it was before would undo what set it moving.
    clearTimeout(told?.timer);
  });
  map.on('idle', () => setBusy(element, false));
  map.on('moveend', ({ originalEvent }) => tellLater(originalEvent !== undefined));
  map.on('dragend', () => tellLater(true));
  map.on('resize', () => tellLater(false));
  for (const layer of ['marks']) {
    map.on('click', layer, ({ features }) => {
      const mark = surface.markOf(features?.[0]?.properties.id);
      if (mark) onPress(mark);
    });
    map.on('mouseenter', layer, () => canvas.classList.add('map-presses'));
    map.on('mouseleave', layer, () => canvas.classList.remove('map-presses'));
  }
  tell(false);
  return surface;
};

const setBusy = (element: HTMLElement, isBusy: boolean) => element.setAttribute('aria-busy', String(isBusy));
const sizeOf = ({ clientWidth: width, clientHeight: height }: HTMLElement): Size => ({ width, height });

class WebGlSurface implements MapSurface {
  #marks = new Map<string, Mark>();
  #chosen: Mark | undefined;
  #track: readonly (readonly [number, number])[] = [];

  constructor(
    private readonly map: MapLibreMap,
    private readonly colors: Colors,
  ) {}

  /** Adds what is ours to a style that has just been loaded. */
  prepare(): void {
    const { map, colors: of } = this;
    for (const id of ownSources) if (!map.getSource(id)) map.addSource(id, { type: 'geojson', data: nothing });
    map.addLayer({
      id: 'track',
      type: 'line',
      source: 'track',
      layout: { 'line-cap': 'round', 'line-join': 'round' },
      paint: { 'line-color': of.accent, 'line-width': 3, 'line-opacity': 0.75 },
    });
    map.addLayer({
      id: 'chosen',
      type: 'circle',
      source: 'chosen',
      paint: {
        'circle-radius': ['get', 'radius'],
        'circle-color': of.accent,
        'circle-opacity': 0.18,
        'circle-stroke-color': of.accent,
        'circle-stroke-width': 2,
      },
    });
    map.addLayer({
      id: 'marks',
      type: 'symbol',
      source: 'marks',
      layout: {
        'icon-image': ['get', 'icon'],
        'icon-allow-overlap': true,
        'icon-ignore-placement': true,
        'text-field': ['get', 'number'],
        'text-font': ['IBM Plex Sans', 'Segoe UI', 'Noto Sans', 'sans-serif'],
        'text-size': 12,
        'text-allow-overlap': true,
        'text-ignore-placement': true,
        'symbol-sort-key': ['get', 'order'],
      },
      paint: { 'text-color': of.ink },
    });
    this.show([...this.#marks.values()]);
    this.choose(this.#chosen);
    this.trace(this.#track);
  }

  markOf(id: unknown): Mark | undefined {
    return typeof id === 'string' ? this.#marks.get(id) : undefined;
  }

  show(marks: readonly Mark[]): void {
    setBusy(this.map.getContainer(), true);
    this.#marks = new Map(marks.map((mark) => [mark.id, mark]));
    for (const mark of marks) {
      const icon = iconOf(mark);
      if (!this.map.hasImage(icon)) this.map.addImage(icon, drawIcon(mark, this.colors), { pixelRatio: DENSITY });
    }
    void this.#source('marks')?.setData({
      type: 'FeatureCollection',
      features: marks.map((mark) => ({
        type: 'Feature',
        geometry: { type: 'Point', coordinates: [mark.lon, mark.lat] },
        properties: {
          id: mark.id,
          icon: iconOf(mark),
          number: mark.kind === 'cluster' ? compact.format(mark.count) : '',
          order: countOf(mark),
        },
      })),
    });
  }

  choose(mark: Mark | undefined): void {
    this.#chosen = mark;
    void this.#source('chosen')?.setData(
      mark === undefined
        ? nothing
        : {
            type: 'Feature',
            geometry: { type: 'Point', coordinates: [mark.lon, mark.lat] },
            properties: { radius: mark.kind === 'cluster' ? 30 : 15 },
          },
    );
  }

  trace(track: readonly (readonly [number, number])[]): void {
    this.#track = track;
    const line = { type: 'LineString' as const, coordinates: track.map((point) => [...point]) };
    void this.#source('track')?.setData(
      track.length < 2 ? nothing : { type: 'Feature', geometry: line, properties: {} },
    );
  }

  move({ lon, lat, zoom }: View): void {
    this.map.easeTo({ center: [lon, lat], zoom, duration: 120 });
  }

  remove(): void {
    this.map.remove();
  }

  #source(id: string): GeoJSONSource | undefined {
    return this.map.getSource<GeoJSONSource>(id);
  }
}
