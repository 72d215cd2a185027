import { basemap } from './build.ts';
import type { Point, Polygon, Ring } from './unstitch.ts';
import { unstitched } from './unstitch.ts';

/** Whether a point lies within a ring, by the crossings of a ray (even-odd rule, as maps are filled). */
function isIn(ring: Ring, [lon, lat]: Point): boolean {
  let inside = false;
  for (const [place, [x, y]] of ring.entries()) {
    const [beforeX, beforeY] = ring[place - 1] ?? ring.at(-1) ?? [x, y];
    if (y > lat !== beforeY > lat && lon < ((beforeX - x) * (lat - y)) / (beforeY - y) + x) inside = !inside;
  }
  return inside;
}
const isLand = (land: readonly Polygon[], point: Point) =>
  land.some((rings) => rings.filter((ring) => isIn(ring, point)).length % 2 === 1);

describe('polygons for a map on a plane', () => {
  it('are cut at the antimeridian', () => {
    const ring: Ring = [
      [170, 0],
      [-170, 0],
      [-170, 10],
      [170, 10],
      [170, 0],
    ];
    const parts = unstitched([[ring]]);
    expect(parts).toHaveLength(2);
    for (const [point, expected] of [
      [[175, 5], true],
      [[-175, 5], true],
      [[0, 5], false],
      [[165, 5], false],
    ] as const)
      expect([point, isLand(parts, point)]).toEqual([point, expected]);
  });

  it('reach the pole they go around', () => {
    const ring: Ring = [
      [-180, -70],
      [-90, -70],
      [0, -70],
      [90, -70],
      [180, -70],
    ];
    const parts = unstitched([[ring]]);
    expect(isLand(parts, [10, -80])).toBe(true);
    expect(isLand(parts, [10, -60])).toBe(false);
  });
});

describe('the base map', () => {
  const world = basemap();

  it.each<[string, Point, boolean]>([
    ['Warsaw', [21.01, 52.23], true],
    ['the Baltic', [19.5, 57], false],
    ['the Gulf of Finland', [26, 59.9], false],
    ['Moscow', [37.62, 55.75], true],
    ['Chukotka, east of the antimeridian', [-175, 66.6], true],
    ['Kamchatka', [159, 56], true],
    ['Fiji', [178, -17.8], true],
    ['the sea by Fiji', [179.99, -19.5], false],
    ['the South Pole', [0, -89], true],
    ['the Southern Ocean', [0, -60], false],
    ['the North Pole', [0, 89], false],
    ['the Atlantic', [-35, 40], false],
    ['Denver', [-105, 39.7], true],
    ['the Caspian Sea', [50.5, 42], false],
  ])('has land where there is land: %s', (_, point, expected) => {
    expect(isLand(world.land, point)).toBe(expected);
  });

  it('lies within the world', () => {
    const points = world.land.flat(2) as Point[];
    expect(points.filter(([lon, lat]) => Math.abs(lon) > 180 || Math.abs(lat) > 90)).toEqual([]);
  });

  it('names countries in English and Polish', () => {
    const named = (en: string) => world.countries.find((country) => country.en === en);
    expect(named('Poland')).toMatchObject({ pl: 'Polska' });
    expect(named('Germany')).toMatchObject({ pl: 'Niemcy' });
    expect(named('United States')).toMatchObject({ pl: 'Stany Zjednoczone' });
    expect(world.countries.length).toBeGreaterThan(200);
  });

  it('knows cities of 100 000 and more, the largest first, and no parts of them', () => {
    const names = world.cities.map(([name]) => name);
    expect(names).toEqual(expect.arrayContaining(['Warsaw', 'Kraków', 'Oslo']));
    expect(names).not.toContain('Kreuzberg');
    expect(world.cities.map(([, , , people]) => people)).toEqual(
      world.cities.map(([, , , people]) => people).toSorted((a, b) => b - a),
    );
  });
});
