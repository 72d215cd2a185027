import { z } from 'zod';
import { pageCursor, pageLimit, pageOf } from './page.js';
import { singleLine, timestamp, uuid } from './text.js';

/** Most actions a key is given in one request; the permission table has fewer. */
const MAXIMUM_ACTIONS = 100;

/** `POST /organizations/{id}/api-keys`. */
export const newApiKey = z.strictObject({
  name: singleLine(100),
  actions: z
    .array(z.string().max(64))
    .min(1, 'must name at least one action')
    .max(MAXIMUM_ACTIONS)
    .describe('What it may do, such as "fleet.read": actions that you may do in the organization yourself.'),
  expiresAt: z.iso
    .datetime({ offset: true })
    .transform((text) => new Date(text))
    .optional()
    .describe('When it stops working, at most 366 days ahead; absent: in 90 days.'),
});
export type NewApiKey = z.output<typeof newApiKey>;

/** A key as the administrators of its organization see it; the key itself is not there. */
export const apiKey = z
  .object({
    id: uuid,
    name: z.string(),
    actions: z.array(z.string()),
    state: z.enum(['active', 'expired', 'revoked']),
    createdById: uuid,
    createdAt: timestamp,
    expiresAt: timestamp,
    lastUsedAt: timestamp.nullable().describe('To the minute; null: never.'),
    revokedAt: timestamp.nullable(),
  })
  .meta({ id: 'ApiKey' });
export type ApiKeyBody = z.infer<typeof apiKey>;

/** Answer of `POST /organizations/{id}/api-keys`. */
export const createdApiKey = apiKey
  .extend({ key: z.string().describe('Shown this once; sent as `Authorization: Bearer …`.') })
  .meta({ id: 'CreatedApiKey' });
export type CreatedApiKeyBody = z.infer<typeof createdApiKey>;

/** `GET /organizations/{id}/api-keys`, newest first. */
export const apiKeyQuery = z.strictObject({ limit: pageLimit, cursor: pageCursor(z.tuple([uuid])) });
export type ApiKeyQuery = z.output<typeof apiKeyQuery>;
export const apiKeyPage = pageOf(apiKey).meta({ id: 'ApiKeyPage' });
