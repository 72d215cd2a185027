import { Body, Controller, Get, Param, Post, Query } from '@nestjs/common';
import {
  type InvitationBody,
  type InvitationQuery,
  invitation,
  invitationPage,
  invitationQuery,
  type NewInvitation,
  newInvitation,
  organizationIdField,
} from '#libs/contracts';
import { type Actor, Invitations, type SentInvitation } from '#libs/identity';
import type { OrganizationId } from '#libs/kernel';
import { CurrentActor } from '../auth/current-actor.js';
import { Answers } from '../documentation/answers.js';
import { pageFrom } from '../request/page.js';

/** The invitations into an organization, as its administrators see them. */
@Controller('organizations/:id/invitations')
export class OrganizationInvitationsController {
  constructor(private readonly invitations: Invitations) {}

  @Get()
  @Answers(200, invitationPage, 'Newest first, with the links that still work.')
  async list(
    @CurrentActor() actor: Actor,
    @Param('id', { schema: organizationIdField }) id: OrganizationId,
    @Query({ schema: invitationQuery }) { limit, cursor }: InvitationQuery,
  ) {
    const rows = await this.invitations.list(actor, id, limit + 1, cursor?.[0]);
    return pageFrom(rows, limit, invitationBody, (row) => [row.invitation.id]);
  }

  @Post()
  @Answers(201, invitation, 'Sent; an earlier invitation of the same address is replaced.')
  async invite(
    @CurrentActor() actor: Actor,
    @Param('id', { schema: organizationIdField }) id: OrganizationId,
    @Body({ schema: newInvitation }) offer: NewInvitation,
  ): Promise<InvitationBody> {
    return invitationBody(await this.invitations.invite(actor, id, offer));
  }
}

function invitationBody({ invitation: sent, standing, link }: SentInvitation): InvitationBody {
  return {
    id: sent.id,
    email: sent.email,
    name: sent.name,
    role: sent.role,
    status: standing,
    createdAt: sent.createdAt.toISOString(),
    expiresAt: sent.expiresAt.toISOString(),
    ...(link && { link: link.url, token: link.token }),
  };
}
