import { z } from 'zod';
import { emailAddress } from './email-address.js';
import { organizationIdField } from './fields.js';
import { pageCursor, pageLimit, pageOf } from './page.js';
import { instantInList, timestamp, uuid } from './text.js';

const access = z
  .enum(['read', 'manage'], 'must be read or manage')
  .describe('read: see the site and what stands there; manage: also change and share the site.');
const endsAt = z.iso
  .datetime('must be an RFC 3339 instant in UTC, such as 2026-12-31T00:00:00Z')
  .transform((text) => new Date(text))
  .describe('When the access ends, in the future; when absent, with its withdrawal.');
/** A key or a code as somebody types it: 16 characters, any case, spaces and hyphens anywhere. */
const typed = z.string().max(64, 'must have at most 64 characters');
const named = z.object({ id: uuid, name: z.string() });
const somebody = z.object({ id: uuid, name: z.string(), email: z.string() });

/** A site shared, or offered, by a way to somebody. */
export const siteGrant = z
  .object({
    kind: z.literal('grant'),
    id: uuid,
    way: z.enum(['email', 'key', 'code']),
    access,
    state: z
      .enum(['pending', 'accepted', 'expired', 'withdrawn'])
      .describe('pending: the code waits; expired: nobody took it in time, or the access came to its end.'),
    email: z.string().nullable().describe('The address that was invited.'),
    organization: named.nullable().describe('Whose key was used, or on whose behalf the code was accepted.'),
    person: somebody.nullable().describe('Who accepted for themselves.'),
    createdAt: timestamp,
    createdBy: z.object({ id: uuid, name: z.string().nullable() }),
    codeExpiresAt: timestamp,
    acceptedAt: timestamp.nullable(),
    endsAt: timestamp.nullable().describe('When the access ends; null: with its withdrawal.'),
    withdrawnAt: timestamp.nullable(),
    mayWithdraw: z
      .boolean()
      .describe('Whether you may withdraw it: it waits or lets somebody in, and is yours to end.'),
  })
  .meta({ id: 'SiteGrant' });
export type SiteGrantBody = z.infer<typeof siteGrant>;

/** One line of the permissions of a site (R4-06). */
export const sitePermission = z
  .discriminatedUnion('kind', [
    z.object({ kind: z.literal('owner'), organization: named }),
    z.object({ kind: z.literal('member'), person: somebody, role: z.string() }),
    siteGrant,
  ])
  .meta({ id: 'SitePermission' });
export type SitePermissionBody = z.infer<typeof sitePermission>;

/** `GET /sites/{id}/grants`: the owner, its people by when they joined, then grants by when they were made. */
export const sitePermissionQuery = z.strictObject({
  limit: pageLimit,
  cursor: pageCursor(z.tuple([z.int().min(0).max(2), instantInList, uuid])),
});
export type SitePermissionQuery = z.output<typeof sitePermissionQuery>;
export const sitePermissionPage = pageOf(sitePermission).meta({ id: 'SitePermissionPage' });

/** `POST /sites/{id}/grants`: to a person by address (R4-08), or to an organization by the key it handed over (R4-09). */
export const newSiteGrant = z.discriminatedUnion(
  'way',
  [
    z.strictObject({ way: z.literal('email'), email: emailAddress, access, endsAt: endsAt.optional() }),
    z.strictObject({ way: z.literal('key'), key: typed, access, endsAt: endsAt.optional() }),
  ],
  'must have way email, with email, or way key, with key',
);
export type NewSiteGrant = z.output<typeof newSiteGrant>;

/** `POST /sites/{id}/share-codes` (R4-12). */
export const newShareCode = z.strictObject({ access, endsAt: endsAt.optional() });
export type NewShareCode = z.output<typeof newShareCode>;

/** A new code. */
export const shareCode = z
  .object({
    grantId: uuid,
    code: z.string().describe('In groups of four; shown in this answer and nowhere else. The one before is dead.'),
    access,
    expiresAt: timestamp.describe('7 days from now.'),
    endsAt: timestamp.nullable(),
  })
  .meta({ id: 'ShareCode' });
export type ShareCodeBody = z.infer<typeof shareCode>;

/** A code in a path, as somebody typed it; what it opens is checked where it is used. */
export const shareCodeField = typed;

/** `GET /share-codes/{code}`: what would be accepted (R4-16). */
export const sharedSiteOffer = z
  .object({
    siteName: z.string(),
    owner: named,
    access,
    way: z.enum(['email', 'key', 'code']),
    organization: named.nullable().describe('The organization it is for; null: you, or with way code whoever you say.'),
    expiresAt: timestamp,
    endsAt: timestamp.nullable(),
  })
  .meta({ id: 'SharedSiteOffer' });
export type SharedSiteOfferBody = z.infer<typeof sharedSiteOffer>;

/** `POST /share-codes/{code}/acceptance`. */
export const shareAcceptance = z.strictObject({
  organizationId: organizationIdField
    .optional()
    .describe(
      'The organization of yours that it is for; absent: you in person, or the organization whose key was used.',
    ),
});
export type ShareAcceptanceRequest = z.output<typeof shareAcceptance>;

/** The site that was added. */
export const addedSite = z
  .object({ siteId: uuid, siteName: z.string(), owner: named, access })
  .meta({ id: 'AddedSite' });
export type AddedSiteBody = z.infer<typeof addedSite>;

/** `GET` and `POST /organizations/{id}/key` (R4-10). */
export const organizationKey = z
  .object({ key: z.string().describe('In groups of four. Hand it to whoever shall share sites with you.') })
  .meta({ id: 'OrganizationKey' });
export type OrganizationKeyBody = z.infer<typeof organizationKey>;
