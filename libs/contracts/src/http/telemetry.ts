import { z } from 'zod';
import { disconnectCauses } from '../events/disconnect-cause.js';
import { pageLimit, pageOf } from './page.js';
import { quantityDescription } from './quantity.js';
import { queryInstant } from './query-instant.js';
import { timestamp } from './text.js';

/** Readings a page when nothing is asked for, and at most. */
const readingLimits = { default: 1_000, maximum: 10_000 };

const secondsOf: Readonly<Record<string, number>> = { s: 1, m: 60, h: 3_600, d: 86_400 };
const DAY_SECONDS = 86_400;
const MAXIMUM_BUCKET_SECONDS = 366 * DAY_SECONDS;

/** Length of buckets: a number and s, m, h or d; read into seconds, 1 to 366 days. */
const bucketLength = z
  .string()
  .regex(/^[1-9]\d{0,7}[smhd]$/, { error: 'must be a number and s, m, h or d, such as 15m, 1h or 7d', abort: true })
  .transform((text) => Number(text.slice(0, -1)) * (secondsOf[text.slice(-1)] ?? 0))
  .refine((seconds) => seconds <= MAXIMUM_BUCKET_SECONDS, 'must be at most 366d');

const limitMessage = `must be a whole number, 1 to ${readingLimits.maximum}`;
const readingLimit = z
  .string()
  .regex(/^\d{1,5}$/, limitMessage)
  .transform(Number)
  .refine((limit) => limit >= 1 && limit <= readingLimits.maximum, limitMessage)
  .default(readingLimits.default)
  .meta({ type: 'integer', minimum: 1, maximum: readingLimits.maximum, pattern: undefined })
  .describe(`Items a page, 1 to ${readingLimits.maximum}; ${readingLimits.default} when absent.`);

/** A place in a telemetry list, as the last answer gave it. */
const cursor = z
  .string()
  .regex(/^[A-Za-z0-9._-]{1,200}$/, 'must be the nextCursor of an earlier answer of this list')
  .optional()
  .describe('The nextCursor of the page before; without it the list starts.');

/** `GET /devices/{id}/readings`; from is inclusive, to is exclusive. */
export const readingQuery = z
  .strictObject({
    quantity: z.string().min(1, 'must not be empty').max(128, 'must have at most 128 characters'),
    from: queryInstant.optional().describe('Inclusive. Default: 24 hours before `to`.'),
    to: queryInstant.optional().describe('Exclusive. Default: now.'),
    bucket: bucketLength
      .optional()
      .describe('Sums the numbers up in buckets of this length, such as 15m, 1h or 7d; absent: each reading.'),
    limit: readingLimit,
    cursor,
  })
  .superRefine(({ from, to }, context) => {
    if (from === undefined || to === undefined || from < to) return;
    const message = `must be after from (${from.toISOString()}), but is ${to.toISOString()}`;
    context.addIssue({ code: 'custom', path: ['to'], message });
  });
export type ReadingQuery = z.output<typeof readingQuery>;

/** A value as a device sent it. */
const value = z.union([z.number(), z.string(), z.boolean(), z.record(z.string(), z.unknown()), z.array(z.unknown())]);

const timeOrigin = z
  .enum(['device', 'received', 'replaced'])
  .describe(
    'Whose time observedAt is: the device said it; it said none and the reception counts; it said an impossible one.',
  );

const readingFacts = {
  value,
  unit: z.string().nullable().describe('As the device said it; null if it said none.'),
  observedAt: timestamp,
  receivedAt: timestamp,
  timeOrigin,
};

/** Answer of `GET /devices/{id}/latest`: the newest value of each quantity, by name. */
export const latestReadings = z
  .object({
    items: z.array(
      z.object({
        quantity: z.string(),
        ...readingFacts,
        described: quantityDescription.nullable().describe('Null: the name is not one that is known.'),
      }),
    ),
  })
  .meta({ id: 'LatestReadings' });
export type LatestReadingsBody = z.infer<typeof latestReadings>;

/** Answer of `GET /devices/{id}/attributes`, by name. */
export const deviceAttributes = z
  .object({ items: z.array(z.object({ name: z.string(), value, receivedAt: timestamp })) })
  .meta({ id: 'DeviceAttributes' });
export type DeviceAttributesBody = z.infer<typeof deviceAttributes>;

/** Answer of `GET /devices/{id}/readings`, oldest first. */
export const readingPage = pageOf(z.object(readingFacts)).meta({ id: 'ReadingPage' });
export type ReadingPageBody = z.infer<typeof readingPage>;

/** Answer of `GET /devices/{id}/readings?bucket=…`, oldest first; spans without numbers are left out. */
export const bucketPage = pageOf(
  z.object({
    from: timestamp.describe('Where the bucket begins; whole days begin at midnight UTC.'),
    count: z.int(),
    min: z.number(),
    avg: z.number(),
    max: z.number(),
    last: z.number().describe('The value observed last.'),
  }),
).meta({ id: 'BucketPage' });
export type BucketPageBody = z.infer<typeof bucketPage>;

/** `GET /devices/{id}/connectivity` and `/rejected-messages`, newest first. */
export const historyQuery = z.strictObject({ limit: pageLimit, cursor });
export type HistoryQuery = z.output<typeof historyQuery>;

/** Connects and disconnects of a device, newest first. */
export const connectivityPage = pageOf(
  z.object({
    occurredAt: timestamp,
    event: z.enum(['connected', 'disconnected']),
    cause: z
      .string()
      .nullable()
      .describe(`Why it was disconnected: ${Object.keys(disconnectCauses).join(', ')}.`),
    detail: z.string().nullable().describe('The cause in words.'),
    sessionId: z.uuid(),
    remoteAddress: z.string().nullable().describe('Null also for whom only a share of the site lets in.'),
  }),
).meta({ id: 'ConnectivityPage' });
export type ConnectivityPageBody = z.infer<typeof connectivityPage>;

/** Messages of a device of which something could not be stored, newest first. */
export const rejectedMessagePage = pageOf(
  z.object({
    receivedAt: timestamp,
    topic: z.string(),
    code: z.string().describe('Permanent code of the first reason.'),
    reasons: z
      .array(z.object({ code: z.string(), index: z.int().optional(), reason: z.string() }))
      .describe('The first sixteen, each with the place in an array it is about.'),
    reasonCount: z.int(),
    payload: z.object({
      encoding: z.enum(['utf-8', 'base64']).describe('base64 where the bytes are not UTF-8.'),
      content: z.string().describe('The first 4 KiB that were kept.'),
      bytes: z.int().describe('How long the whole payload was.'),
    }),
  }),
).meta({ id: 'RejectedMessagePage' });
export type RejectedMessagePageBody = z.infer<typeof rejectedMessagePage>;
