import { z } from 'zod';
import { revocationReason } from './certificate.js';
import { deviceTags } from './device-tag.js';
import { pageCursor, pageLimit, pageOf } from './page.js';
import { assignmentRequest } from './stock.js';
import { singleLine, timestamp, uuid } from './text.js';

export const deviceBatchIdField = uuid;

/** Devices one batch names by their ids at most. */
export const BATCH_IDS = 1_000;
/** Devices a filter may find for one batch at most. */
export const BATCH_DEVICES = 10_000;

const isSome = (tags: readonly string[]) => tags.length > 0;

/** What is done with each device, as the operation on one device does it. */
export const deviceBatchAction = z
  .discriminatedUnion(
    'kind',
    [
      z.strictObject({
        kind: z.literal('suspend'),
        reason: singleLine(500).describe('Why; kept in the audit trail of each device.'),
      }),
      z.strictObject({ kind: z.literal('resume') }),
      z.strictObject({
        kind: z.literal('retire'),
        reason: singleLine(500).describe('Why; kept in the audit trail of each device.'),
      }),
      assignmentRequest.extend({ kind: z.literal('assign') }),
      z.strictObject({ kind: z.literal('take-back') }),
      z.strictObject({ kind: z.literal('tag'), tags: deviceTags.refine(isSome, 'must name at least one tag') }),
      z.strictObject({ kind: z.literal('untag'), tags: deviceTags.refine(isSome, 'must name at least one tag') }),
      z.strictObject({
        kind: z.literal('revoke-certificates'),
        reason: revocationReason.describe('All that a device has are revoked.'),
      }),
    ],
    'must have kind suspend or retire, with reason, resume, assign, with organizationId, take-back, tag or untag, with tags, or revoke-certificates, with reason',
  )
  .meta({ id: 'DeviceBatchAction' });
export type DeviceBatchAction = z.output<typeof deviceBatchAction>;

export const deviceBatchStatus = z
  .enum(['running', 'done', 'canceled', 'failed'], 'must be running, done, canceled or failed')
  .describe('done: each device was dealt with, which is not to say that each was changed.');

/** What became of a device. */
export const deviceBatchOutcome = z
  .enum(['done', 'unchanged', 'refused'], 'must be done, unchanged or refused')
  .describe('unchanged: there was nothing to do; refused: as the operation on this one device would have been.');

/** A batch of devices and how far it came. */
export const deviceBatch = z
  .object({
    id: uuid,
    action: deviceBatchAction,
    filter: z
      .record(z.string(), z.union([z.string(), z.boolean(), z.array(z.string())]))
      .nullable()
      .describe('By which its devices were found when it was made; null: they were named.'),
    status: deviceBatchStatus,
    total: z.int().describe('Devices.'),
    devices: z
      .object({ done: z.int(), unchanged: z.int(), refused: z.int() })
      .describe('How many devices became what; the rest is not dealt with.'),
    failure: z.string().nullable().describe('Why it failed as a whole; what was done before stays.'),
    createdAt: timestamp,
    updatedAt: timestamp,
  })
  .meta({ id: 'DeviceBatch' });
export type DeviceBatchBody = z.infer<typeof deviceBatch>;

/** `GET /device-batches`: your own, newest first. */
export const deviceBatchQuery = z.strictObject({
  limit: pageLimit,
  cursor: pageCursor(z.tuple([uuid])),
  status: deviceBatchStatus.optional(),
});
export type DeviceBatchQuery = z.output<typeof deviceBatchQuery>;

export const deviceBatchPage = pageOf(deviceBatch).meta({ id: 'DeviceBatchPage' });
export type DeviceBatchPageBody = z.infer<typeof deviceBatchPage>;

/** A device of a batch. */
export const deviceBatchRow = z
  .object({
    number: z.int().describe('From 1, in the order in which they are dealt with.'),
    deviceId: uuid,
    serialNumber: z.string().nullable().describe('Null: not known yet, or there is no such device among yours.'),
    outcome: deviceBatchOutcome.nullable().describe('Null: not dealt with yet.'),
    problem: z
      .object({
        code: z.string().describe('As the operation on one device refuses, see docs/errors.md.'),
        params: z.record(z.string(), z.unknown()).describe('The values behind it.'),
        message: z.string(),
      })
      .nullable()
      .describe('Of refused alone.'),
  })
  .meta({ id: 'DeviceBatchRow' });
export type DeviceBatchRowBody = z.infer<typeof deviceBatchRow>;

/** `GET /device-batches/{id}/rows`. */
export const deviceBatchRowQuery = z.strictObject({
  limit: pageLimit,
  cursor: pageCursor(z.tuple([z.int()])),
  outcome: deviceBatchOutcome.optional(),
});
export type DeviceBatchRowQuery = z.output<typeof deviceBatchRowQuery>;

export const deviceBatchRowPage = pageOf(deviceBatchRow).meta({ id: 'DeviceBatchRowPage' });
export type DeviceBatchRowPageBody = z.infer<typeof deviceBatchRowPage>;
