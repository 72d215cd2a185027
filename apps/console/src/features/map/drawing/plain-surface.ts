import 'leaflet/dist/leaflet.css';
import {
  canvas,
  circleMarker,
  divIcon,
  type Layer,
  layerGroup,
  map as leafletMap,
  marker,
  polygon,
  polyline,
  tileLayer,
} from 'leaflet';
import { countOf, type Mark } from '../marks';
import { type View, ZOOMS } from '../view';
import { foreignMap, loadWorld } from './base';
import { type Colors, colors } from './colors';
import { drawIcon } from './icons';
import type { MapSurface, OpenSurface } from './surface';

/** Leaflet's worlds are 256 px wide at zoom 0, ours 512. */
const ZOOM_AHEAD = 1;

/** A map for browsers without WebGL: the same marks over land and sea, fewer names. */
export const openPlainSurface: OpenSurface = async (element, { view, language, label, onView, onPress }) => {
  const shown = colors();
  const map = leafletMap(element, {
    attributionControl: false,
    zoomControl: false,
    minZoom: ZOOMS.least + ZOOM_AHEAD,
    maxZoom: ZOOMS.most + ZOOM_AHEAD,
    renderer: canvas({ padding: 0.5 }),
    zoomAnimation: false,
    worldCopyJump: true,
  }).setView([view.lat, view.lon], Math.round(view.zoom) + ZOOM_AHEAD);
  element.setAttribute('aria-label', label);
  const foreign = foreignMap();
  if (foreign?.isTiles) tileLayer(foreign.url, { maxZoom: ZOOMS.most + ZOOM_AHEAD }).addTo(map);
  else for (const layer of worldOf(await loadWorld(), shown, language)) layer.addTo(map);
  let isByHand = false;
  map.on('dragstart', () => {
    isByHand = true;
  });
  const tell = () => {
    const { lat, lng: lon } = map.getCenter();
    onView(
      { lon, lat, zoom: map.getZoom() - ZOOM_AHEAD },
      { width: element.clientWidth, height: element.clientHeight },
      isByHand,
    );
    isByHand = false;
  };
  map.on('moveend resize', tell);
  const marks = layerGroup().addTo(map);
  const chosen = layerGroup().addTo(map);
  const track = layerGroup().addTo(map);
  const surface: MapSurface = {
    show(all) {
      marks.clearLayers();
      for (const mark of all) marks.addLayer(markLayer(mark, shown).on('click', () => onPress(mark)));
    },
    choose(mark) {
      chosen.clearLayers();
      if (mark)
        chosen.addLayer(
          circleMarker([mark.lat, mark.lon], {
            radius: mark.kind === 'cluster' ? 30 : 15,
            color: shown.accent,
            interactive: false,
          }),
        );
    },
    trace(line) {
      track.clearLayers();
      if (line.length > 1)
        track.addLayer(
          polyline(
            line.map(([lon, lat]) => [lat, lon] as [number, number]),
            { color: shown.accent, weight: 3 },
          ),
        );
    },
    move: ({ lat, lon, zoom }: View) => void map.setView([lat, lon], Math.round(zoom) + ZOOM_AHEAD),
    remove: () => void map.remove(),
  };
  tell();
  element.setAttribute('aria-busy', 'false');
  return surface;
};

function worldOf(world: Awaited<ReturnType<typeof loadWorld>>, of: Colors, language: string): readonly Layer[] {
  const turned = (points: readonly (readonly [number, number])[]) =>
    points.map(([lon, lat]) => [lat, lon] as [number, number]);
  const land = world.land.map((rings) =>
    polygon(rings.map(turned), {
      fillColor: of['map-land'],
      fillOpacity: 1,
      color: of['map-border'],
      weight: 1,
      interactive: false,
    }),
  );
  const borders = polyline(world.borders.map(turned), { color: of['map-border'], weight: 1, interactive: false });
  const names = world.countries
    .filter(({ size }) => size > 60)
    .map((country) => {
      const name = document.createElement('span');
      name.textContent = language === 'pl' ? country.pl : country.en;
      const icon = divIcon({ className: 'map-name', html: name, iconSize: [120, 16] });
      return marker([country.at[1], country.at[0]], { icon, interactive: false, keyboard: false });
    });
  return [...land, borders, ...names];
}

function markLayer(mark: Mark, of: Colors): Layer {
  const image = drawIcon(mark, of);
  const drawn = document.createElement('canvas');
  drawn.width = image.width;
  drawn.height = image.height;
  drawn.getContext('2d')?.putImageData(image, 0, 0);
  drawn.className = 'map-icon';
  const box = document.createElement('div');
  box.append(drawn);
  if (mark.kind === 'cluster') box.append(String(countOf(mark)));
  const side = image.width / 2;
  return marker([mark.lat, mark.lon], {
    icon: divIcon({ className: 'map-mark', html: box, iconSize: [side, side] }),
    // The list is how the keyboard reaches them.
    keyboard: false,
  });
}
