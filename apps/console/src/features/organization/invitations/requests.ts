import { z } from 'zod';
import {
  bulkInvitationResult,
  type InvitationBody,
  invitation,
  invitationPage,
  type NewInvitation,
} from '#libs/contracts/http';
import { ask } from '../../../app/http';
import { listOf } from '../requests';

export const invitationsQuery = (id: string) => listOf<InvitationBody>(id, 'invitations', invitationPage);

export const invite = (id: string, body: NewInvitation) =>
  ask({ method: 'POST', path: `/organizations/${id}/invitations`, body, answer: invitation });

/** Sends it again; the link of the earlier one is dead from then on (R3-29). */
export const resend = (id: string, invitationId: string) =>
  ask({ method: 'POST', path: `/organizations/${id}/invitations/${invitationId}/resend`, answer: invitation });

export const withdraw = (id: string, invitationId: string) =>
  ask({ method: 'DELETE', path: `/organizations/${id}/invitations/${invitationId}`, answer: z.undefined() });

/** @param dryRun only says what would happen */
export const inviteFile = (id: string, file: Blob, dryRun: boolean) =>
  ask({
    method: 'POST',
    path: `/organizations/${id}/invitations/bulk`,
    query: { dryRun },
    file,
    answer: bulkInvitationResult,
  });
