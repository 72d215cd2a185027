import { z } from 'zod';
import { organizationIdField } from './fields.js';
import { singleLine, uuid } from './text.js';

const count = z.int().min(0);

/** `GET /fleet/summary`. What is given must be met together. */
export const fleetSummaryQuery = z.strictObject({
  organizationId: organizationIdField.optional().describe('Devices of this one organization.'),
  siteId: uuid.optional().describe('Devices that stand at this site.'),
  model: singleLine(100).optional().describe('Name of the device model.'),
});
export type FleetSummaryQuery = z.output<typeof fleetSummaryQuery>;

/** Answer of `GET /fleet/summary`: counts over all devices the caller sees, or those asked for. */
export const fleetSummary = z
  .object({
    total: count,
    unassigned: count.describe('Of these, in stock of a provider or the operator.'),
    connectivity: z.object({ connected: count, disconnected: count, never: count }),
    freshness: z
      .object({ fresh: count, stale: count, silent: count })
      .describe('fresh: a sign of life in the last 15 minutes; stale: an older one; silent: none yet.'),
    lifecycle: z.object({ registered: count, active: count, suspended: count, retired: count }),
    certificate: z.object({ none: count, valid: count, expiring: count, expired: count, revoked: count }),
  })
  .meta({ id: 'FleetSummary' });
export type FleetSummaryBody = z.infer<typeof fleetSummary>;
