import { z } from 'zod';
import { deviceId } from '#libs/kernel';
import { pageCursor, pageLimit, pageOf } from './page.js';
import { singleLine, timestamp, uuid } from './text.js';

/** Id of a device in a path, query or body. */
export const deviceIdField = uuid.transform(deviceId);

/** `registered → active ⇄ suspended → retired`; a device is active from its first certificate on. */
export const deviceLifecycle = z.enum(
  ['registered', 'active', 'suspended', 'retired'],
  'must be registered, active, suspended or retired',
);

/** Where a device stands in its life, one word a state. */
export type DeviceLifecycle = z.output<typeof deviceLifecycle>;

/** `never`: it has not connected yet. */
export const connectivityState = z.enum(
  ['connected', 'disconnected', 'never'],
  'must be connected, disconnected or never',
);

/** What a device's certificates are worth now: the state of the best of them. */
export const certificateState = z
  .enum(['none', 'valid', 'expiring', 'expired', 'revoked'], 'must be none, valid, expiring, expired or revoked')
  .describe(
    'none: there is none; valid: for 30 days or more; expiring: for less; revoked: would be valid otherwise; expired.',
  );

/**
 * A device that gave no sign of life for this long is stale, connected or not, milliseconds: the time in which a new device is
 * promised to be seen (R1-41).
 */
export const FRESH_FOR_MS = 15 * 60 * 1000;

/** How long ago it gave a sign of life. */
export const deviceFreshness = z
  .enum(['fresh', 'stale', 'silent'], 'must be fresh, stale or silent')
  .describe('fresh: within 15 minutes, a minute behind at most; stale: longer ago; silent: never.');
export type DeviceFreshness = z.output<typeof deviceFreshness>;

/** Freshness of a device by its latest sign of life. */
export function freshnessAt(lastSeenAt: Date | null, now: Date): DeviceFreshness {
  if (lastSeenAt === null) return 'silent';
  return now.getTime() - lastSeenAt.getTime() <= FRESH_FOR_MS ? 'fresh' : 'stale';
}

const connectivity = z.object({
  state: connectivityState,
  since: timestamp.nullable().describe('When it connected or disconnected; null if never.'),
  cause: z.string().optional().describe('Why it disconnected: a permanent code.'),
  detail: z.string().optional().describe('The cause in words.'),
  lastSeenAt: timestamp
    .nullable()
    .describe('Its latest sign of life, such as a message: connected is not the same as fresh.'),
});

/** A device as lists show it. */
export const device = z
  .object({
    id: z.uuid(),
    serialNumber: z.string(),
    macAddress: z.string(),
    type: z.string().describe('Name of its device model.'),
    name: z.string(),
    organizationId: z.uuid(),
    organizationName: z.string(),
    siteId: z.uuid().nullable(),
    tags: z.array(z.string()).describe('Words by which people group their devices.'),
    lifecycle: deviceLifecycle,
    connectivity,
    freshness: deviceFreshness,
    certificate: z.object({ state: certificateState, notAfter: timestamp.nullable() }),
    createdAt: timestamp,
  })
  .meta({ id: 'Device' });
export type DeviceBody = z.infer<typeof device>;

/** A device as its page shows it: with its equipment, place and contract. */
export const deviceDetails = device
  .extend({
    keyAlgorithm: z.enum(['ec-p256', 'rsa-2048']).describe('Kind of key its certificates are made with.'),
    asset: z
      .object({ id: z.uuid(), model: z.string(), modelNumber: z.string(), serialNumber: z.string() })
      .nullable()
      .describe('The asset it is installed on.'),
    site: z
      .object({
        id: z.uuid(),
        name: z.string(),
        address: z.string().nullable(),
        lat: z.number().nullable(),
        lon: z.number().nullable(),
      })
      .nullable(),
    contract: z
      .object({ startDate: z.iso.date(), endDate: z.iso.date(), leaseMonths: z.int() })
      .nullable()
      .describe(
        'The latest service contract; the end date is the first day without the service. Null also for whom only a share of the site lets in.',
      ),
    systemName: z.string().nullable().describe('As the device reported it, or as it was typed since.'),
    systemNameMatches: z
      .boolean()
      .nullable()
      .describe(
        'Whether it contains model number and serial number of the asset, whatever their case and spaces; null: there is nothing to compare.',
      ),
    systemNameTemplate: z
      .string()
      .describe('The pattern for the name on the device: MODEL RATING SERIAL, as far as known.'),
    may: z
      .array(z.string())
      .describe('Actions you may do with this device, such as certificate.revoke; what is not in it is refused.'),
  })
  .meta({ id: 'DeviceDetails' });
export type DeviceDetailsBody = z.infer<typeof deviceDetails>;

const sortFields = [
  'serialNumber',
  'name',
  'organizationName',
  'lastSeenAt',
  'certificateNotAfter',
  'createdAt',
] as const;
type SortField = (typeof sortFields)[number];

export const deviceSort = z.enum(
  sortFields.flatMap((field): readonly [SortField, `-${SortField}`] => [field, `-${field}`]),
  `must be ${sortFields.slice(0, -1).join(', ')} or ${sortFields.at(-1)}, with - in front for descending`,
);

/** How many devices a filter may find to be counted one by one. */
export const COUNTED_DEVICES = 10_000;

export const devicePage = pageOf(device)
  .extend({
    count: z
      .object({ value: z.int().min(0), exact: z.boolean() })
      .optional()
      .describe(
        `How many devices were found, if it was asked for; exact: false says that there are more, for beyond ${COUNTED_DEVICES} nobody counts.`,
      ),
  })
  .meta({ id: 'DevicePage' });
export type DevicePageBody = z.infer<typeof devicePage>;

/** `POST /devices/{id}/suspension`. */
export const suspensionRequest = z.strictObject({
  reason: singleLine(500).describe('Why; kept in the audit trail and shown to who sees the device.'),
});
export type SuspensionRequest = z.output<typeof suspensionRequest>;

export const suspensionAnswer = z.object({ lifecycle: deviceLifecycle }).meta({ id: 'Suspension' });
export type SuspensionAnswer = z.infer<typeof suspensionAnswer>;

/** `POST /devices/{id}/retirement`. */
export const retirementRequest = z.strictObject({
  reason: singleLine(500).describe('Why; kept in the audit trail and shown to who sees the device.'),
});
export type RetirementRequest = z.output<typeof retirementRequest>;

export const retirementAnswer = z
  .object({
    lifecycle: deviceLifecycle,
    revokedCertificates: z.array(z.string()).describe('Serial numbers, revoked as cessationOfOperation.'),
  })
  .meta({ id: 'Retirement' });
export type RetirementAnswer = z.infer<typeof retirementAnswer>;

/** A handshake or session the broker refused. */
export const connectionAttempt = z
  .object({
    id: z.string(),
    at: timestamp,
    remoteAddress: z.string(),
    cause: z.string().describe('Permanent code, see docs/errors.md.'),
    detail: z.string().describe('The cause in words, and what to do.'),
    presented: z
      .object({
        subject: z.string().nullable(),
        issuer: z.string().nullable(),
        serialNumber: z.string().nullable(),
        fingerprintSha256: z.string().nullable().describe('Lower-case hexadecimal.'),
      })
      .describe('The certificate that was shown, as far as it could be read.'),
  })
  .meta({ id: 'ConnectionAttempt' });
export type ConnectionAttemptBody = z.infer<typeof connectionAttempt>;

/** Lists by a growing number, newest first. */
export const numberedQuery = z.strictObject({
  limit: pageLimit,
  cursor: pageCursor(z.tuple([z.string().regex(/^\d{1,18}$/)])),
});
export type NumberedQuery = z.output<typeof numberedQuery>;

export const connectionAttemptPage = pageOf(connectionAttempt).meta({ id: 'ConnectionAttemptPage' });
