import { z } from 'zod';
import { boundingBox } from './bounding-box.js';
import { connectivityState } from './device.js';
import { timestamp } from './text.js';

/** `GET /locations`. */
export const locationQuery = z.strictObject({
  bbox: boundingBox
    .optional()
    .describe(
      'w,s,e,n in WGS 84 degrees, edges included; w beyond e crosses the antimeridian, and longitudes beyond ±180 are folded. Absent: the whole world.',
    ),
  zoom: z
    .string()
    .regex(/^(?:\d|1\d|2[0-4])$/, 'must be a whole number, 0 to 24')
    .transform(Number)
    .meta({ type: 'integer', minimum: 0, maximum: 24, pattern: undefined })
    .optional()
    .describe('Zoom of a web map (256 px tiles), 0 to 24: decides the size of clusters.'),
});
export type LocationQuery = z.output<typeof locationQuery>;

const point = z.object({
  type: z.literal('Point'),
  coordinates: z.tuple([z.number(), z.number()]).describe('Longitude, latitude (RFC 7946 §3.1.1).'),
});

/** A device on the map. */
const deviceFeature = z.object({
  type: z.literal('Feature'),
  id: z.uuid(),
  geometry: point,
  properties: z.object({
    deviceId: z.uuid(),
    serialNumber: z.string(),
    name: z.string(),
    connectivity: connectivityState,
    observedAt: timestamp.nullable().describe('When the device observed its position; null where it is its site’s.'),
    source: z.enum(['device', 'site']).describe('device: reported by it; site: where it was registered.'),
  }),
});

/** Several devices too close to be told apart; the point is their mean position. */
const clusterFeature = z.object({
  type: z.literal('Feature'),
  geometry: point,
  properties: z.object({
    cluster: z.literal(true),
    count: z.int(),
    connected: z.int().describe('How many of them are connected.'),
  }),
});

/** Answer of `GET /locations`, a FeatureCollection (RFC 7946 §3.3). */
export const locations = z
  .object({ type: z.literal('FeatureCollection'), features: z.array(z.union([deviceFeature, clusterFeature])) })
  .meta({ id: 'Locations' });
export type LocationsBody = z.infer<typeof locations>;
