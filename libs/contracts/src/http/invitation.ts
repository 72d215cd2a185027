import { z } from 'zod';
import { emailAddress, passwordText, role } from './fields.js';
import { pageCursor, pageLimit, pageOf } from './page.js';
import { singleLine, timestamp, uuid } from './text.js';

const invitationStatus = z.enum(['pending', 'accepted', 'replaced', 'expired']);

/** `POST /organizations/{id}/invitations`; the same address again replaces the earlier invitation (R3-29). */
export const newInvitation = z.strictObject({
  email: emailAddress,
  name: singleLine(200).optional(),
  role: role.optional().describe('Default: admin while the organization has none, else member.'),
});
export type NewInvitation = z.output<typeof newInvitation>;

/** An invitation as its organization's administrators see it. */
export const invitation = z
  .object({
    id: uuid,
    email: z.string(),
    name: z.string().nullable(),
    role,
    status: invitationStatus,
    createdAt: timestamp,
    expiresAt: timestamp,
    link: z.string().optional().describe('While it is pending, to be copied (R3-28).'),
    token: z.string().optional(),
  })
  .meta({ title: 'Invitation' });
export type InvitationBody = z.infer<typeof invitation>;

/** `GET /organizations/{id}/invitations`, newest first. */
export const invitationQuery = z.strictObject({ limit: pageLimit, cursor: pageCursor(z.tuple([uuid])) });
export type InvitationQuery = z.output<typeof invitationQuery>;
export const invitationPage = pageOf(invitation).meta({ title: 'InvitationPage' });

/** `GET /invitations/{token}`: what the invited person sees before he joins. */
export const openInvitation = z
  .object({
    organization: z.object({ id: uuid, name: z.string() }),
    email: z.string(),
    name: z.string().nullable(),
    expiresAt: timestamp,
  })
  .meta({ title: 'OpenInvitation' });
export type OpenInvitationBody = z.infer<typeof openInvitation>;

/** `POST /invitations/{token}/acceptance`; whoever has an account already gives its own password. */
export const acceptance = z.strictObject({
  firstName: singleLine(100),
  lastName: singleLine(100),
  password: passwordText,
});
export type Acceptance = z.output<typeof acceptance>;

/** Joined and signed in. */
export const accepted = z
  .object({ organizationId: uuid, personId: uuid, token: z.string() })
  .meta({ title: 'Accepted' });
export type Accepted = z.infer<typeof accepted>;
