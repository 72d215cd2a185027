import type { LayerSpecification, StyleSpecification } from 'maplibre-gl';
import type { World } from './base';
import type { Colors } from './colors';

const points = <Item>(
  items: readonly Item[],
  at: (item: Item) => readonly [number, number],
  properties: (item: Item) => object,
) => ({
  type: 'FeatureCollection' as const,
  features: items.map((item) => ({
    type: 'Feature' as const,
    geometry: { type: 'Point' as const, coordinates: [...at(item)] },
    properties: { ...properties(item) },
  })),
});

/** Without glyph files MapLibre draws letters by the browser's own fonts. */
const FONT = ['IBM Plex Sans', 'Segoe UI', 'Noto Sans', 'Helvetica Neue', 'Arial', 'sans-serif'];

/** The map of the world that is part of the console, in the colors of the theme. */
export function builtInStyle(world: World, colors: Colors, language: string): StyleSpecification {
  const label = (
    size: LabelSize,
    sortKey: string,
  ): Pick<Extract<LayerSpecification, { type: 'symbol' }>, 'layout' | 'paint'> => ({
    layout: {
      'text-field': ['get', 'name'],
      'text-font': FONT,
      'text-size': size,
      'text-max-width': 8,
      'text-padding': 6,
      'symbol-sort-key': ['get', sortKey],
    },
    paint: { 'text-color': colors['map-label'], 'text-halo-color': colors['map-land'], 'text-halo-width': 1.2 },
  });
  return {
    version: 8,
    sources: {
      land: {
        type: 'geojson',
        data: { type: 'MultiPolygon', coordinates: world.land.map((polygon) => polygon.map((ring) => [...ring])) },
        tolerance: 0.2,
      },
      borders: { type: 'geojson', data: { type: 'MultiLineString', coordinates: [...world.borders] } },
      countries: {
        type: 'geojson',
        data: points(
          world.countries,
          ({ at }) => at,
          (country) => ({
            name: language === 'pl' ? country.pl : country.en,
            size: country.size,
            order: -country.size,
          }),
        ),
      },
      cities: {
        type: 'geojson',
        data: points(
          world.cities,
          ([, lon, lat]) => [lon, lat],
          ([name, , , people]) => ({ name, people, order: -people }),
        ),
      },
    },
    layers: [
      { id: 'water', type: 'background', paint: { 'background-color': colors['map-water'] } },
      { id: 'land', type: 'fill', source: 'land', paint: { 'fill-color': colors['map-land'], 'fill-antialias': true } },
      { id: 'coast', type: 'line', source: 'land', paint: { 'line-color': colors['map-border'], 'line-width': 0.6 } },
      {
        id: 'borders',
        type: 'line',
        source: 'borders',
        paint: { 'line-color': colors['map-border'], 'line-width': 0.9 },
      },
      {
        id: 'cities',
        type: 'symbol',
        source: 'cities',
        minzoom: 3.2,
        // The closer, the smaller are those that are named: all at once would be sought out a place for.
        filter: ['>=', ['get', 'people'], ['step', ['zoom'], 3_000, 4, 1_500, 5, 600, 6, 250, 7, 100]],
        ...label(['interpolate', ['linear'], ['zoom'], 3, 11, 8, 14], 'order'),
      },
      {
        id: 'countries',
        type: 'symbol',
        source: 'countries',
        maxzoom: 7,
        filter: ['>=', ['get', 'size'], ['step', ['zoom'], 150, 1, 60, 2, 20, 3, 4, 4, 0.3, 5, 0]],
        ...label(['interpolate', ['linear'], ['zoom'], 1, 11, 6, 16], 'order'),
      },
    ],
  };
}

type LabelSize = ['interpolate', ['linear'], ['zoom'], number, number, number, number];

/** Tiles of somebody else's, as they are. */
export const tileStyle = (url: string): StyleSpecification => ({
  version: 8,
  sources: { tiles: { type: 'raster', tiles: [url], tileSize: 256 } },
  layers: [{ id: 'tiles', type: 'raster', source: 'tiles' }],
});
