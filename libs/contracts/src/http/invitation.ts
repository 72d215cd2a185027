import { z } from 'zod';
import { emailAddress } from './email-address.js';
import { passwordText, role } from './fields.js';
import { withOneRole } from './one-role.js';
import { pageCursor, pageLimit, pageOf } from './page.js';
import { secondFactorCode } from './second-factor.js';
import { sessionAsCookie, sessionBesideCookie } from './session.js';
import { singleLine, timestamp, uuid } from './text.js';

const invitationStatus = z.enum(['pending', 'accepted', 'replaced', 'withdrawn', 'expired']);

/** `POST /organizations/{id}/invitations`; the same address again replaces the earlier invitation (R3-29). */
export const newInvitation = withOneRole(
  z.strictObject({
    email: emailAddress,
    name: singleLine(200).optional(),
    role: role
      .optional()
      .describe('Default: admin while the organization has none and you may name the first, else member.'),
    customRoleId: uuid.optional().describe('A role the organization gave a name, in place of role.'),
  }),
);
export type NewInvitation = z.output<typeof newInvitation>;

/** How the mail of an invitation fares. */
const invitationMail = z.object({
  state: z
    .enum(['queued', 'sent', 'failed', 'superseded', 'none'])
    .describe(
      'queued: to be sent, or tried again; failed: given up; superseded: the invitation was over before it went out; none: no mail was to go out.',
    ),
  attempts: z.int(),
  lastError: z
    .string()
    .nullable()
    .describe('What the mail server answered to the last attempt that failed, or why the mail was not sent.'),
  sentAt: timestamp.nullable(),
});

/** An invitation as its organization's administrators see it. */
export const invitation = z
  .object({
    id: uuid,
    email: z.string(),
    name: z.string().nullable(),
    firstName: z.string().nullable().describe('Of a person an administrator added, as typed there.'),
    lastName: z.string().nullable(),
    phone: z.string().nullable(),
    role,
    customRoleId: uuid.nullable().describe('Takes the place of what the role allows.'),
    status: invitationStatus,
    mail: invitationMail,
    createdAt: timestamp,
    expiresAt: timestamp,
    link: z.string().optional().describe('While it is pending, to be copied by who may give what it gives.'),
    token: z.string().optional(),
  })
  .meta({ id: 'Invitation' });
export type InvitationBody = z.infer<typeof invitation>;

/** Id of an invitation in a path. */
export const invitationIdField = uuid;

/** `GET /organizations/{id}/invitations`, newest first. */
export const invitationQuery = z.strictObject({ limit: pageLimit, cursor: pageCursor(z.tuple([uuid])) });
export type InvitationQuery = z.output<typeof invitationQuery>;
export const invitationPage = pageOf(invitation).meta({ id: 'InvitationPage' });

/** `GET /invitations/{token}`: what the invited person sees before he joins. */
export const openInvitation = z
  .object({
    organization: z.object({ id: uuid, name: z.string() }),
    email: z.string(),
    name: z.string().nullable(),
    firstName: z.string().nullable().describe('Known when an administrator added the person; to be checked.'),
    lastName: z.string().nullable(),
    expiresAt: timestamp,
  })
  .meta({ id: 'OpenInvitation' });
export type OpenInvitationBody = z.infer<typeof openInvitation>;

/** `POST /invitations/{token}/acceptance`; whoever has an account already gives its own password. */
export const acceptance = z.strictObject({
  firstName: singleLine(100),
  lastName: singleLine(100),
  password: passwordText,
  code: secondFactorCode.optional().describe('Of the second factor, when the address has an account that has one.'),
  cookie: sessionAsCookie,
});
export type Acceptance = z.output<typeof acceptance>;

/** Joined and signed in. */
export const accepted = z.object({ organizationId: uuid, personId: uuid, token: z.string() }).meta({ id: 'Accepted' });

/** Answer of `POST /invitations/{token}/acceptance` to anybody: without the token when that went out as a cookie. */
export const acceptanceAnswer = accepted
  .partial({ token: true })
  .extend(sessionBesideCookie)
  .meta({ id: 'AcceptanceAnswer' });
export type AcceptanceAnswer = z.infer<typeof acceptanceAnswer>;
