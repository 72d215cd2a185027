import { z } from 'zod';
import { emailAddress } from './email-address.js';
import { phoneNumber, role } from './fields.js';
import { invitation } from './invitation.js';
import { withOneRole } from './one-role.js';
import { pageCursor, pageLimit, pageOf } from './page.js';
import { instantInList, singleLine, timestamp, uuid } from './text.js';

const activationMethod = z
  .enum(['email', 'link'], 'must be email or link')
  .describe('email: the link is sent to the address; link: no mail goes out, the answer holds the link.');

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
    customRole: z
      .object({ id: uuid, name: z.string() })
      .nullable()
      .describe('Takes the place of what the role allows.'),
    status: z.enum(['invited', 'active']).describe('invited: the account was not activated yet.'),
    joinedAt: timestamp,
    addedBy: z
      .object({
        personId: uuid,
        selfGranted: z.boolean().describe('Somebody of the provider above, who joined without being asked.'),
        provider: z
          .object({ id: uuid, name: z.string() })
          .nullable()
          .describe('The provider above, if whoever added or invited them is of it.'),
      })
      .nullable()
      .describe('Who added them or sent the invitation they came by; null: not known.'),
    administered: z
      .boolean()
      .describe('You administer all organizations of the person: name, links and the way back in are in your hands.'),
    secondFactor: z
      .boolean()
      .optional()
      .describe('Whether the sign-in asks for a code as well; for who administers the person.'),
    activationLink: z.string().optional().describe('For who may administer the person, until it is used or expires.'),
  })
  .meta({ id: 'Member' });
export type MemberBody = z.infer<typeof member>;

/** `GET /organizations/{id}/members`, oldest first. */
export const memberQuery = z.strictObject({
  limit: pageLimit,
  cursor: pageCursor(z.tuple([instantInList, uuid])),
});
export type MemberQuery = z.output<typeof memberQuery>;
export const memberPage = pageOf(member).meta({ id: 'MemberPage' });

/** `POST /organizations/{id}/members` (R2-08). */
export const newMember = withOneRole(
  z.strictObject({
    email: emailAddress,
    firstName: singleLine(100),
    lastName: singleLine(100),
    phone: phoneNumber.optional(),
    role: role
      .optional()
      .describe('Default: admin while the organization has none and you may name the first, else member.'),
    customRoleId: uuid.optional().describe('A role the organization gave a name, in place of role.'),
    activation: activationMethod.default('email'),
  }),
);
export type NewMember = z.output<typeof newMember>;

/**
 * What adding somebody came to: `added` when you administer every organization of that person, otherwise `invited`,
 * whether the address has an account or not.
 */
export const addedMember = z
  .object({
    outcome: z.enum(['added', 'invited']),
    member: member.optional().describe('When added.'),
    invitation: invitation.optional().describe('When invited; its link is the activation link.'),
  })
  .meta({ id: 'AddedMember' });
export type AddedMemberBody = z.infer<typeof addedMember>;

/** `PATCH /organizations/{id}/members/{personId}` (R2-13); a role ends a custom role. */
export const memberChange = withOneRole(
  z.strictObject({
    role: role.optional(),
    customRoleId: uuid.optional(),
    firstName: singleLine(100).optional(),
    lastName: singleLine(100).optional(),
    phone: phoneNumber.nullable().optional(),
  }),
);
export type MemberChange = z.output<typeof memberChange>;

/** `DELETE /organizations/{id}/members/{personId}`: it cannot be undone (R2-16). */
export const memberRemoval = z.strictObject({
  confirm: emailAddress.describe('The e-mail address of the person, typed again.'),
});
export type MemberRemoval = z.output<typeof memberRemoval>;

/** `POST /organizations/{id}/members/{personId}/activation`. */
export const activationRenewal = z.strictObject({ activation: activationMethod.default('email') });
export type ActivationRenewal = z.output<typeof activationRenewal>;
