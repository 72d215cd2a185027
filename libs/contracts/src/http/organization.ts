import { z } from 'zod';
import { emailAddress } from './email-address.js';
import {
  language,
  organizationIdField,
  organizationKind,
  organizationStatus,
  phoneNumber,
  role,
  timeZone,
} from './fields.js';
import { onboardingStep } from './onboarding.js';
import { pageCursor, pageLimit, pageOf } from './page.js';
import { instantInList, singleLine, timestamp, uuid } from './text.js';

const assetLimit = z.int('must be a whole number').min(0).max(100_000_000);
const address = singleLine(500);
const providerKind = z
  .enum(['distributor', 'service_provider'], 'must be distributor or service_provider')
  .describe('What a provider is: it sells, or it looks after what others sold.');
/** A page of the console: it cannot lead to another site. */
const homeDashboard = z
  .string()
  .max(200, 'must have at most 200 characters')
  .regex(/^(\/[A-Za-z0-9._~-]+)+$/, 'must be the path of a page of the console, such as /customers');

/** An organization as its people and those above it see it. */
export const organization = z
  .object({
    id: uuid,
    kind: organizationKind,
    name: z.string(),
    parentId: uuid.nullable().describe('Null for the operator, and where the parent is outside your view.'),
    status: organizationStatus,
    address: z.string().nullable(),
    providerKind: providerKind.nullable().describe('Of a provider alone.'),
    contactName: z.string().nullable(),
    contactEmail: z.string().nullable(),
    contactPhone: z.string().nullable(),
    language: language.describe('Of its people who chose none themselves.'),
    timeZone: z.string().describe('IANA name, such as Europe/Warsaw.'),
    homeDashboard: z
      .string()
      .nullable()
      .describe('Page of the console that opens after signing in; null is the platform’s own choice.'),
    brandingName: z.string().nullable().describe('Shown in place of the platform’s name.'),
    assetLimit: z.int().nullable().describe('Most assets it may have; null is unlimited.'),
    delegatesCertificates: z.boolean().describe('It lets its provider generate device certificates.'),
    machines: z
      .object({ linked: z.int(), total: z.int() })
      .describe('Its own assets: how many it has as its own, and how many there are in all.'),
    devices: z
      .object({ total: z.int(), disconnected: z.int() })
      .describe('Its own devices; disconnected: connected once, and not now.'),
    nextStep: onboardingStep
      .nullable()
      .describe('Of a customer: what is to be done next for it; null when all is, and for who is no customer.'),
    createdAt: timestamp,
  })
  .meta({ id: 'Organization' });
export type OrganizationBody = z.infer<typeof organization>;

/** An organization as its page shows it (R3-23). */
export const organizationDetails = organization
  .extend({
    serviceOrganization: z
      .object({ id: uuid, name: z.string() })
      .nullable()
      .describe('The provider it is a customer of; null for who is no customer.'),
    ancestors: z
      .array(z.object({ id: uuid, name: z.string() }))
      .describe('Those above it that you see, outermost first.'),
    may: z.array(z.string()).describe('Actions of the permission table that you may do in it.'),
    gives: z
      .object({
        roles: z.array(role).describe('To whom you invite.'),
        roleActions: z.array(z.string()).describe('As parts of a custom role.'),
        keyActions: z.array(z.string()).describe('To an API key.'),
      })
      .describe('What you may give there, at the moment.'),
  })
  .meta({ id: 'OrganizationDetails' });
export type OrganizationDetailsBody = z.infer<typeof organizationDetails>;

/** How many customers are in each status of their life (R3-03). */
export const organizationSummary = z
  .object({
    new: z.int().describe('Nobody was invited yet.'),
    invited: z.int().describe('An invitation was sent and not accepted yet.'),
    onboarded: z.int().describe('Somebody joined.'),
  })
  .meta({ id: 'OrganizationSummary' });
export type OrganizationSummaryBody = z.infer<typeof organizationSummary>;

/** `POST /organizations`; without `parentId` it stands under the caller's own organization. */
export const newOrganization = z.strictObject({
  kind: z.enum(['provider', 'customer'], { error: 'must be provider or customer' }),
  name: singleLine(200),
  parentId: organizationIdField.optional(),
  address: address.optional(),
  providerKind: providerKind.optional().describe('Of a provider; service_provider when absent.'),
  contactName: singleLine(200).optional(),
  contactEmail: emailAddress.optional(),
  contactPhone: phoneNumber.optional(),
  language: language.optional().describe('That of the organization above when absent.'),
  timeZone: timeZone.optional().describe('That of the organization above when absent.'),
  homeDashboard: homeDashboard.optional(),
  brandingName: singleLine(100).optional(),
  assetLimit: assetLimit.nullable().optional(),
});
export type NewOrganization = z.output<typeof newOrganization>;

/** `PATCH /organizations/{id}`; null empties a field. */
export const organizationChange = z.strictObject({
  name: singleLine(200).optional(),
  address: address.nullable().optional(),
  providerKind: providerKind.optional(),
  contactName: singleLine(200).nullable().optional(),
  contactEmail: emailAddress.nullable().optional(),
  contactPhone: phoneNumber.nullable().optional(),
  language: language.optional(),
  timeZone: timeZone.optional(),
  homeDashboard: homeDashboard.nullable().optional(),
  brandingName: singleLine(100).nullable().optional(),
  assetLimit: assetLimit.nullable().optional(),
  delegatesCertificates: z.boolean().optional(),
});
export type OrganizationChange = z.output<typeof organizationChange>;

/** `POST /organizations/{id}/move`: the new parent. */
export const organizationMove = z.strictObject({ parentId: organizationIdField });
export type OrganizationMove = z.output<typeof organizationMove>;

/** `DELETE /organizations/{id}`; the confirmation shows that the caller knows which one goes. */
export const organizationDeletion = z.strictObject({
  confirm: singleLine(200).describe('The name of the organization, exactly: the deletion cannot be undone.'),
});
export type OrganizationDeletionQuery = z.output<typeof organizationDeletion>;

/** What a deletion did, the organization itself included. */
export const deletedOrganizations = z
  .object({
    organizations: z.int().describe('Deleted: the organization and all below it.'),
    people: z.int().describe('Deleted, with their sessions: who belonged nowhere else.'),
    invitations: z.int().describe('Those that waited for an answer; they open nothing any more.'),
    devices: z.int().describe('Back in stock of the provider above; devices are never deleted.'),
  })
  .meta({ id: 'DeletedOrganizations' });
export type DeletedOrganizationsBody = z.infer<typeof deletedOrganizations>;

export const organizationSort = z.enum(
  ['name', '-name', 'createdAt', '-createdAt', 'status', '-status'],
  'must be name, createdAt or status, with - in front for descending',
);

/** Where a page of organizations ends: its sort, the value the last one has in it, and that one's id. */
const position = z
  .tuple([organizationSort, z.string().max(500), uuid])
  .refine(
    ([sort, value]) =>
      (!sort.endsWith('createdAt') || instantInList.safeParse(value).success) &&
      (!sort.endsWith('status') || organizationStatus.safeParse(value).success),
  );

/** What narrows a list of organizations, and the counts of it. */
const organizationFilters = {
  parentId: organizationIdField.optional().describe('Those directly below this one.'),
  q: singleLine(200).optional().describe('Text the name contains, in any case.'),
  address: singleLine(200).optional().describe('Text the address contains, in any case.'),
  contact: singleLine(200).optional().describe('Text the contact’s name, e-mail address or phone contains.'),
};

/** `GET /organizations/summary`: customers that the list would show with the same filters. */
export const organizationSummaryQuery = z.strictObject(organizationFilters);
export type OrganizationSummaryQuery = z.output<typeof organizationSummaryQuery>;

/** `GET /organizations` (R3-07…R3-09). */
export const organizationQuery = z
  .strictObject({
    limit: pageLimit,
    cursor: pageCursor(position),
    sort: organizationSort.default('name').describe('Ascending, or descending with - in front.'),
    kind: organizationKind.optional(),
    status: organizationStatus.optional(),
    providerKind: providerKind.optional(),
    ...organizationFilters,
  })
  .superRefine(({ cursor, sort }, context) => {
    if (cursor === undefined || cursor[0] === sort) return;
    const message = `belongs to the sort ${cursor[0]}, but ${sort} was asked for; start the list again`;
    context.addIssue({ code: 'custom', path: ['cursor'], message });
  });
export type OrganizationQuery = z.output<typeof organizationQuery>;

export const organizationPage = pageOf(organization).meta({ id: 'OrganizationPage' });
