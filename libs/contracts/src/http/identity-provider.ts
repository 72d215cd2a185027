import { z } from 'zod';
import { emailDomain } from './email-address.js';
import { organizationIdField } from './fields.js';
import { sessionAsCookie } from './session.js';
import { singleLine, timestamp, uuid } from './text.js';

/** Domains an identity provider is believed about, at most. */
const MAXIMUM_DOMAINS = 20;

/** `PUT /organizations/{id}/identity-provider`. */
export const identityProviderChange = z.strictObject({
  issuer: z.url('must be an address').max(500).describe('Issuer identifier; https.'),
  clientId: singleLine(200),
  clientSecret: singleLine(500).optional().describe('Absent: the one that is there stays.'),
  emailDomains: z
    .array(emailDomain)
    .min(1, 'must name at least one domain')
    .max(MAXIMUM_DOMAINS)
    .describe('Only addresses of these domains are let in.'),
});
export type IdentityProviderChange = z.output<typeof identityProviderChange>;

/** Where a provider's people may sign in instead; its secret is not shown. */
export const identityProvider = z
  .object({
    id: uuid,
    issuer: z.string(),
    clientId: z.string(),
    emailDomains: z.array(z.string()),
    redirectUri: z.string().describe('To be registered at the identity provider.'),
    createdAt: timestamp,
    updatedAt: timestamp,
  })
  .meta({ id: 'IdentityProvider' });
export type IdentityProviderBody = z.infer<typeof identityProvider>;

/** Answer of `GET /organizations/{id}/identity-provider`. */
export const organizationIdentityProvider = z
  .object({
    identityProvider: identityProvider.nullable().describe('Null: its people sign in with address and password.'),
  })
  .meta({ id: 'OrganizationIdentityProvider' });
export type OrganizationIdentityProviderBody = z.infer<typeof organizationIdentityProvider>;

/** `POST /single-sign-ons`. */
export const newSingleSignOn = z.strictObject({ organizationId: organizationIdField });
export type NewSingleSignOn = z.output<typeof newSingleSignOn>;

/** Answer of `POST /single-sign-ons`. */
export const begunSingleSignOn = z
  .object({
    authorizationUrl: z.string().describe('Where the person signs in.'),
    attempt: z.string().describe('Kept by the browser and given back on completion.'),
    expiresAt: timestamp,
  })
  .meta({ id: 'BegunSingleSignOn' });
export type BegunSingleSignOnBody = z.infer<typeof begunSingleSignOn>;

/** `POST /single-sign-ons/completion`. */
export const singleSignOnCompletion = z.strictObject({
  attempt: z.string().max(100),
  parameters: z.string().max(4096).describe('Query of the redirect address, without "?".'),
  cookie: sessionAsCookie,
});
export type SingleSignOnCompletion = z.output<typeof singleSignOnCompletion>;
