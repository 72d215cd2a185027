import { z } from 'zod';
import { organizationIdField, organizationKind, organizationStatus, role } from './fields.js';
import { pageCursor, pageLimit, pageOf } from './page.js';
import { singleLine, timestamp, uuid } from './text.js';

const assetLimit = z.int('must be a whole number').min(0).max(100_000_000);
const address = singleLine(500);

/** An organization as its people and those above it see it. */
export const organization = z
  .object({
    id: uuid,
    kind: organizationKind,
    name: z.string(),
    parentId: uuid.nullable().describe('Null for the operator, and where the parent is outside your view.'),
    status: organizationStatus,
    address: z.string().nullable(),
    assetLimit: z.int().nullable().describe('Most assets it may have; null is unlimited.'),
    delegatesCertificates: z.boolean().describe('It lets its provider generate device certificates.'),
    createdAt: timestamp,
  })
  .meta({ title: 'Organization' });
export type OrganizationBody = z.infer<typeof organization>;

/** `POST /organizations`; without `parentId` it stands under the caller's own organization. */
export const newOrganization = z.strictObject({
  kind: z.enum(['provider', 'customer'], { error: 'must be provider or customer' }),
  name: singleLine(200),
  parentId: organizationIdField.optional(),
  address: address.optional(),
  assetLimit: assetLimit.nullable().optional(),
});
export type NewOrganization = z.output<typeof newOrganization>;

/** `PATCH /organizations/{id}`; null empties a field. */
export const organizationChange = z.strictObject({
  name: singleLine(200).optional(),
  address: address.nullable().optional(),
  assetLimit: assetLimit.nullable().optional(),
  delegatesCertificates: z.boolean().optional(),
});
export type OrganizationChange = z.output<typeof organizationChange>;

/** `GET /organizations`, by name. */
export const organizationQuery = z.strictObject({
  limit: pageLimit,
  cursor: pageCursor(z.tuple([z.string(), uuid])),
  kind: organizationKind.optional(),
  status: organizationStatus.optional(),
  parentId: organizationIdField.optional(),
  q: singleLine(200).optional().describe('Text the name contains, in any case.'),
});
export type OrganizationQuery = z.output<typeof organizationQuery>;

export const organizationPage = pageOf(organization).meta({ title: 'OrganizationPage' });

/** One person of an organization. */
export const member = z
  .object({
    person: z.object({
      id: uuid,
      email: z.string(),
      firstName: z.string(),
      lastName: z.string(),
      phone: z.string().nullable(),
    }),
    role,
    status: z.enum(['invited', 'active']).describe('invited: the account was not activated yet.'),
    activationLink: z
      .string()
      .optional()
      .describe('For who may administer the person, until it is used or expires (R2-11).'),
  })
  .meta({ title: 'Member' });
export type MemberBody = z.infer<typeof member>;

/** `GET /organizations/{id}/members`, oldest first. */
export const memberQuery = z.strictObject({
  limit: pageLimit,
  cursor: pageCursor(z.tuple([z.iso.datetime(), uuid])),
});
export type MemberQuery = z.output<typeof memberQuery>;
export const memberPage = pageOf(member).meta({ title: 'MemberPage' });
