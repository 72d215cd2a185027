import type { Place } from '../profiles/moving-unit.js';

/** Cities of the demo: name, degrees north, degrees east (WGS 84, city centers). */
export const CITIES = {
  Warsaw: { latitude: 52.2297, longitude: 21.0122 },
  Kraków: { latitude: 50.0614, longitude: 19.9366 },
  Łódź: { latitude: 51.7592, longitude: 19.456 },
  Gdańsk: { latitude: 54.352, longitude: 18.6466 },
  Poznań: { latitude: 52.4064, longitude: 16.9252 },
  Berlin: { latitude: 52.52, longitude: 13.405 },
  Hamburg: { latitude: 53.5511, longitude: 9.9937 },
  Cologne: { latitude: 50.9375, longitude: 6.9603 },
  Munich: { latitude: 48.1351, longitude: 11.582 },
  Frankfurt: { latitude: 50.1109, longitude: 8.6821 },
  Vienna: { latitude: 48.2082, longitude: 16.3738 },
  Zurich: { latitude: 47.3769, longitude: 8.5417 },
  Milan: { latitude: 45.4642, longitude: 9.19 },
  Prague: { latitude: 50.0755, longitude: 14.4378 },
  Budapest: { latitude: 47.4979, longitude: 19.0402 },
  'New York': { latitude: 40.7128, longitude: -74.006 },
  Chicago: { latitude: 41.8781, longitude: -87.6298 },
  Toronto: { latitude: 43.6532, longitude: -79.3832 },
  'São Paulo': { latitude: -23.5505, longitude: -46.6333 },
  Lisbon: { latitude: 38.7223, longitude: -9.1393 },
  Tokyo: { latitude: 35.6762, longitude: 139.6503 },
  Singapore: { latitude: 1.3521, longitude: 103.8198 },
  Sydney: { latitude: -33.8688, longitude: 151.2093 },
  Auckland: { latitude: -36.8509, longitude: 174.7645 },
} as const satisfies Record<string, Place>;

/** Name of a city of the demo. */
export type City = keyof typeof CITIES;
