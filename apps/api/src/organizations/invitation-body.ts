import type { InvitationBody } from '#libs/contracts/http';
import type { SentInvitation } from '#libs/identity';
import { type OutboxMail, stateOf } from '#libs/notifications';

/** An invitation as its organization's administrators see it. */
export function invitationBody({ invitation: sent, status, link, mail }: SentInvitation): InvitationBody {
  return {
    id: sent.id,
    email: sent.email,
    name: sent.name,
    firstName: sent.firstName,
    lastName: sent.lastName,
    phone: sent.phone,
    role: sent.role,
    customRoleId: sent.customRoleId,
    status,
    mail: mailBody(mail),
    createdAt: sent.createdAt.toISOString(),
    expiresAt: sent.expiresAt.toISOString(),
    ...(link && { link: link.url, token: link.token }),
  };
}

function mailBody(mail: OutboxMail | undefined): InvitationBody['mail'] {
  if (!mail) return { state: 'none', attempts: 0, lastError: null, sentAt: null };
  const { attempts, lastError, sentAt } = mail;
  const state = stateOf(mail);
  return { state: state === 'waiting' ? 'queued' : state, attempts, lastError, sentAt: sentAt?.toISOString() ?? null };
}
