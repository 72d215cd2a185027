import { z } from 'zod';
import { singleLine, timestamp, uuid } from './text.js';

/** Most thresholds one asset can have. */
export const THRESHOLDS_AT_MOST = 50;

const threshold = z
  .strictObject({
    quantity: singleLine(128).describe('Name of what is measured, as its device sends it.'),
    low: z.number().optional().describe('Below this it is a cause for alarm.'),
    high: z.number().optional().describe('Above this it is a cause for alarm.'),
    unit: singleLine(32).optional(),
  })
  .superRefine(({ low, high }, context) => {
    if (low === undefined && high === undefined)
      context.addIssue({
        code: 'custom',
        path: ['low'],
        message: 'must be given, or high: a threshold has at least one',
      });
    if (low !== undefined && high !== undefined && low >= high)
      context.addIssue({ code: 'custom', path: ['high'], message: `must be more than low, ${low}` });
  });

/** `PUT /assets/{id}/configuration` (R0-26): it takes the place of what was there. */
export const newAssetConfiguration = z.strictObject({
  thresholds: z
    .array(threshold)
    .max(THRESHOLDS_AT_MOST, `must be at most ${THRESHOLDS_AT_MOST} thresholds`)
    .superRefine((thresholds, context) => {
      thresholds.forEach(({ quantity }, place) => {
        if (thresholds.findIndex((other) => other.quantity === quantity) < place)
          context.addIssue({
            code: 'custom',
            path: [place, 'quantity'],
            message: `must be there once: ${quantity} is there before`,
          });
      });
    }),
  contactNote: singleLine(1000).optional().describe('Whom to tell, and how.'),
});
export type NewAssetConfiguration = z.output<typeof newAssetConfiguration>;

/** What the customer's people set for an asset. */
export const assetConfiguration = z
  .object({
    thresholds: z.array(threshold),
    contactNote: z.string().nullable(),
    configuredAt: timestamp.nullable().describe('Null: it was never configured.'),
    configuredById: uuid.nullable(),
  })
  .meta({ id: 'AssetConfiguration' });
export type AssetConfigurationBody = z.infer<typeof assetConfiguration>;
