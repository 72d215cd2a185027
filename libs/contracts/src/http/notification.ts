import { z } from 'zod';
import { yesOrNo } from './fields.js';
import { pageCursor, pageLimit } from './page.js';
import { timestamp, uuid } from './text.js';

/** What one may be told of, each with what its words need. */
const params = {
  'contract-ending': z.object({
    contractId: uuid,
    customerName: z.string(),
    providerName: z.string(),
    deviceSerialNumber: z.string(),
    machine: z.string(),
    daysLeft: z.int().describe('Days the service still runs at most; 0: it has ended.'),
    endDate: z.iso.date(),
  }),
  'warranty-ending': z.object({
    assetId: uuid,
    customerName: z.string(),
    machine: z.string(),
    daysLeft: z.int().describe('Days the warranty still lasts at most.'),
    warrantyEnd: z.iso.date().describe('First day without the warranty.'),
  }),
  'certificates-ending': z.object({
    organizationId: uuid,
    organizationName: z.string(),
    devices: z.int().describe('Devices at and below the organization whose certificates ended within 30 days then.'),
    firstEndsAt: timestamp,
  }),
  'service-proposed': z.object({ proposalId: uuid, providerName: z.string(), machine: z.string() }),
  'proposal-answered': z.object({
    proposalId: uuid,
    customerName: z.string(),
    machine: z.string(),
    answer: z.enum(['accepted', 'declined']),
  }),
  'devices-received': z.object({
    devices: z.int(),
    deviceId: uuid.nullable().describe('The only one; null: they are several.'),
    deviceSerialNumber: z.string().nullable(),
    organizationName: z.string(),
  }),
  'site-shared': z.object({
    siteName: z.string(),
    ownerName: z.string(),
    sharedBy: z.string(),
    organizationName: z.string().nullable().describe('The organization it is shared with; null: you in person.'),
  }),
  // Names nothing: the access is over.
  'site-withdrawn': z.object({ organizationName: z.string().nullable() }),
  'self-granted': z.object({
    personName: z.string(),
    fromName: z.string().describe('The organization above that the person belongs to.'),
    organizationId: uuid,
    organizationName: z.string(),
  }),
  'key-refused': z.object({
    deviceId: uuid,
    deviceSerialNumber: z.string(),
    finding: z.enum(['compromised', 'foreign', 'presented-elsewhere']),
  }),
  'address-change-requested': z.object({ newEmail: z.string() }),
  'second-factor-reset': z.object({ administratorName: z.string() }),
  'account-unlocked': z.object({ administratorName: z.string() }),
} as const;

/** What one may be told of: permanent, because words and choices hang on it. */
export type NotificationKind = keyof typeof params;
export const notificationKinds = Object.keys(params) as readonly NotificationKind[];
/** What the words of a kind need. */
export type NotificationParams<Kind extends NotificationKind> = z.output<(typeof params)[Kind]>;

const of = <Kind extends NotificationKind>(kind: Kind) =>
  z.object({
    id: uuid,
    kind: z.literal(kind),
    params: params[kind],
    createdAt: timestamp,
    readAt: timestamp.nullable(),
  });

/** Something that happened and concerns somebody. Its words are the reader's program's, by its kind. */
export const notification = z
  .discriminatedUnion('kind', [
    of('contract-ending'),
    of('warranty-ending'),
    of('certificates-ending'),
    of('service-proposed'),
    of('proposal-answered'),
    of('devices-received'),
    of('site-shared'),
    of('site-withdrawn'),
    of('self-granted'),
    of('key-refused'),
    of('address-change-requested'),
    of('second-factor-reset'),
    of('account-unlocked'),
  ])
  .meta({ id: 'Notification' });
export type NotificationBody = z.infer<typeof notification>;

/** `GET /notifications`, newest first. */
export const notificationQuery = z.strictObject({
  limit: pageLimit,
  cursor: pageCursor(z.tuple([uuid])),
  unread: yesOrNo.optional().describe('true: only what is unread.'),
});
export type NotificationQuery = z.output<typeof notificationQuery>;

/** As many unread ones are counted. */
export const UNREAD_COUNTED = 99;

export const notificationPage = z
  .object({
    items: z.array(notification),
    nextCursor: z.string().nullable(),
    unread: z
      .object({ value: z.int(), exact: z.boolean() })
      .describe(`How many are unread; counted up to ${UNREAD_COUNTED}.`),
  })
  .meta({ id: 'NotificationPage' });
export type NotificationPageBody = z.infer<typeof notificationPage>;

/** `PUT /notifications/read`: these, or all up to one. */
export const notificationsRead = z.union(
  [
    z.strictObject({ ids: z.array(uuid).min(1, 'must name one').max(200, 'must name at most 200') }),
    z.strictObject({ upTo: uuid.describe('The newest one that was seen; those after it stay unread.') }),
  ],
  'must have ids, or upTo',
);
export type NotificationsRead = z.output<typeof notificationsRead>;

const kind = z.enum(notificationKinds as [NotificationKind, ...NotificationKind[]], 'must be a kind of notification');
const channel = z
  .object({ on: z.boolean(), fixed: z.boolean() })
  .describe('fixed: not for you to choose, such as what is about the safety of your account.');

/** How somebody is told of what. */
export const notificationPreferences = z
  .object({ items: z.array(z.object({ kind, page: channel, mail: channel })) })
  .meta({ id: 'NotificationPreferences' });
export type NotificationPreferencesBody = z.infer<typeof notificationPreferences>;

/** `PUT /me/notification-preferences`: a kind that is not named is told as the platform has it. */
export const newNotificationPreferences = z.strictObject({
  items: z
    .array(z.strictObject({ kind, page: z.boolean(), mail: z.boolean() }))
    .max(notificationKinds.length, `must name at most ${notificationKinds.length}`)
    .refine((items) => new Set(items.map((item) => item.kind)).size === items.length, 'must name each kind once'),
});
export type NewNotificationPreferences = z.output<typeof newNotificationPreferences>;
