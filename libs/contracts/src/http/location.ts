import { z } from 'zod';
import { boundingBox } from './bounding-box.js';
import { certificateState, connectivityState, deviceFreshness, deviceLifecycle } from './device.js';
import { organizationIdField } from './fields.js';
import { singleLine, timestamp, uuid } from './text.js';

/** `GET /locations`. What is given must be met together. */
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
  organizationId: organizationIdField.optional().describe('Devices of this one organization.'),
  siteId: uuid.optional().describe('Devices that stand at this site.'),
  connectivity: connectivityState.optional(),
  freshness: deviceFreshness.optional(),
  lifecycle: deviceLifecycle.optional().describe('A retired device is on no map.'),
  certificate: certificateState.optional(),
  model: singleLine(100).optional().describe('Name of the device model.'),
  q: singleLine(100)
    .optional()
    .describe('Start of the serial number, of the MAC address in any spelling, or of the name; case does not matter.'),
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
    model: z.string(),
    organizationId: z.uuid(),
    siteId: z.uuid().nullable(),
    connectivity: connectivityState,
    freshness: deviceFreshness,
    observedAt: timestamp.nullable().describe('When the device observed its position; null where it is its site’s.'),
    source: z.enum(['device', 'site']).describe('device: reported by it; site: where it was registered.'),
  }),
});
export type DeviceFeatureBody = z.infer<typeof deviceFeature>;

const count = z.int().min(0);

/** Several devices too close to be told apart; the point is their mean position. */
const clusterFeature = z.object({
  type: z.literal('Feature'),
  geometry: point,
  properties: z.object({
    cluster: z.literal(true),
    count,
    connected: count.describe('How many of them are connected.'),
    disconnected: count.describe('How many were and are not; the others never connected.'),
    stale: count.describe('How many gave no sign of life for 15 minutes, connected or not; not those that never did.'),
    worst: z
      .enum(['connected', 'never', 'stale', 'disconnected'])
      .describe('What needs attention most: that one is disconnected, else stale, else never connected.'),
    bbox: z
      .tuple([z.number(), z.number(), z.number(), z.number()])
      .describe('w,s,e,n of a box that holds them all: a map that is zoomed to it shows more of them.'),
  }),
});
export type ClusterFeatureBody = z.infer<typeof clusterFeature>;

/** Answer of `GET /locations`, a FeatureCollection (RFC 7946 §3.3). */
export const locations = z
  .object({
    type: z.literal('FeatureCollection'),
    features: z.array(z.union([deviceFeature, clusterFeature])),
    truncated: z
      .boolean()
      .describe(
        'Less is shown than was asked for: the box is too large for clusters of its zoom, which are larger then, or more than 3000 devices begin with q, of which these are some.',
      ),
  })
  .meta({ id: 'Locations' });
export type LocationsBody = z.infer<typeof locations>;
