import { z } from 'zod';

const count = z.int().min(0);

/** Answer of `GET /fleet/summary`: counts over all devices the caller sees. */
export const fleetSummary = z
  .object({
    total: count,
    connectivity: z.object({ connected: count, disconnected: count, never: count }),
    freshness: z
      .object({ fresh: count, stale: count, silent: count })
      .describe('fresh: a sign of life in the last 15 minutes; stale: an older one; silent: none yet.'),
    lifecycle: z.object({ registered: count, active: count, suspended: count, retired: count }),
    certificate: z.object({ none: count, valid: count, expiring: count, expired: count, revoked: count }),
  })
  .meta({ id: 'FleetSummary' });
export type FleetSummaryBody = z.infer<typeof fleetSummary>;
