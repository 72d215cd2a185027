import { Body, Controller, Delete, Get, HttpCode, Param, Post, Query } from '@nestjs/common';
import { ApiNoContentResponse, ApiTags } from '@nestjs/swagger';
import {
  type InvitationBody,
  type InvitationQuery,
  invitation,
  invitationIdField,
  invitationPage,
  invitationQuery,
  type NewInvitation,
  newInvitation,
  organizationIdField,
} from '#libs/contracts/http';
import { type Actor, Invitations, SentInvitations } from '#libs/identity';
import type { OrganizationId } from '#libs/kernel';
import { CurrentActor } from '../auth/current-actor.js';
import { Answers } from '../documentation/answers.js';
import { Operation } from '../documentation/operation.js';
import { Refuses } from '../documentation/refuses.js';
import { pageFrom } from '../request/page.js';
import { invitationBody } from './invitation-body.js';

/** The invitations into an organization, as its administrators see them. */
@ApiTags('People and access')
@Controller('organizations/:id/invitations')
export class OrganizationInvitationsController {
  constructor(
    private readonly invitations: Invitations,
    private readonly sent: SentInvitations,
  ) {}

  @Get()
  @Operation('listInvitations', 'List the invitations of an organization')
  @Refuses('identity.organization-unknown')
  @Answers(200, invitationPage, 'Newest first, with the links that still work.')
  async list(
    @CurrentActor() actor: Actor,
    @Param('id', { schema: organizationIdField }) id: OrganizationId,
    @Query({ schema: invitationQuery }) { limit, cursor }: InvitationQuery,
  ) {
    const rows = await this.sent.list(actor, id, limit + 1, cursor?.[0]);
    return pageFrom(rows, limit, invitationBody, (row) => [row.invitation.id]);
  }

  @Post()
  @Operation('createInvitation', 'Invite somebody into an organization')
  @Refuses(
    'identity.already-member',
    'identity.member-role-unknown',
    'identity.organization-unknown',
    'identity.role-too-wide',
  )
  @Answers(201, invitation, 'Sent; an earlier invitation of the same address is replaced.')
  async invite(
    @CurrentActor() actor: Actor,
    @Param('id', { schema: organizationIdField }) id: OrganizationId,
    @Body({ schema: newInvitation }) offer: NewInvitation,
  ): Promise<InvitationBody> {
    return invitationBody(await this.invitations.invite(actor, id, offer));
  }

  @Get(':invitationId')
  @Operation('getInvitation', 'Get an invitation')
  @Refuses('identity.invitation-not-found', 'identity.organization-unknown')
  @Answers(200, invitation, 'The invitation, with its link while it works.')
  async get(
    @CurrentActor() actor: Actor,
    @Param('id', { schema: organizationIdField }) id: OrganizationId,
    @Param('invitationId', { schema: invitationIdField }) invitationId: string,
  ): Promise<InvitationBody> {
    return invitationBody(await this.sent.get(actor, id, invitationId));
  }

  @Post(':invitationId/resend')
  @Operation('resendInvitation', 'Send an invitation again')
  @Refuses(
    'identity.already-member',
    'identity.invitation-accepted',
    'identity.invitation-not-found',
    'identity.invitation-replaced',
    'identity.invitation-withdrawn',
    'identity.organization-unknown',
    'identity.role-too-wide',
  )
  @Answers(201, invitation, 'The new invitation; the link of the earlier one is dead.')
  async resend(
    @CurrentActor() actor: Actor,
    @Param('id', { schema: organizationIdField }) id: OrganizationId,
    @Param('invitationId', { schema: invitationIdField }) invitationId: string,
  ): Promise<InvitationBody> {
    return invitationBody(await this.invitations.resend(actor, id, invitationId));
  }

  @Delete(':invitationId')
  @Operation(
    'withdrawInvitation',
    'Withdraw an invitation',
    'Takes an invitation back before it is accepted: its link is dead from now on.',
  )
  @Refuses(
    'identity.invitation-accepted',
    'identity.invitation-not-found',
    'identity.invitation-replaced',
    'identity.invitation-withdrawn',
    'identity.organization-unknown',
  )
  @HttpCode(204)
  @ApiNoContentResponse({ description: 'Withdrawn: its link is dead.' })
  async withdraw(
    @CurrentActor() actor: Actor,
    @Param('id', { schema: organizationIdField }) id: OrganizationId,
    @Param('invitationId', { schema: invitationIdField }) invitationId: string,
  ): Promise<void> {
    await this.sent.withdraw(actor, id, invitationId);
  }
}
