import { z } from 'zod';
import { deviceIdField } from './device.js';
import { BATCH_DEVICES, BATCH_IDS, deviceBatchAction } from './device-batch.js';
import { certificateSpan, deviceFilters } from './device-query.js';
import { uuid } from './text.js';

/** `POST /device-batches`. */
export const newDeviceBatch = z
  .strictObject({
    ids: z
      .array(deviceIdField)
      .min(1, 'must name at least one device')
      .max(BATCH_IDS, `must name at most ${BATCH_IDS} devices; more are found by a filter`)
      .optional(),
    filter: z
      .strictObject({ ...deviceFilters, installed: z.boolean().optional() })
      .superRefine(certificateSpan)
      .optional()
      .describe(
        `As that of GET /devices; {} is all you see. It means the devices it finds now, at most ${BATCH_DEVICES}: those that come to meet it later are not touched.`,
      ),
    batchId: uuid.optional().describe('The devices that this batch of yours changed, such as to undo it.'),
    action: deviceBatchAction,
  })
  .refine(
    ({ ids, filter, batchId }) => [ids, filter, batchId].filter((named) => named !== undefined).length === 1,
    'must have exactly one of ids, filter and batchId',
  );
export type NewDeviceBatch = z.output<typeof newDeviceBatch>;
