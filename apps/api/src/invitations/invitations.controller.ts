import { Body, Controller, Get, Param, Post } from '@nestjs/common';
import {
  type Acceptance as AcceptanceBody,
  type Accepted,
  acceptance,
  accepted,
  linkToken,
  type OpenInvitationBody,
  openInvitation,
} from '#libs/contracts';
import { Acceptance, Invitations } from '#libs/identity';
import { Public } from '../auth/public.js';
import { Answers } from '../documentation/answers.js';

/** An invitation as the invited person meets it: by its token, without a session. */
@Controller('invitations/:token')
@Public()
export class InvitationsController {
  constructor(
    private readonly invitations: Invitations,
    private readonly acceptance: Acceptance,
  ) {}

  @Get()
  @Answers(200, openInvitation, 'What the link offers.')
  async open(@Param('token', { schema: linkToken }) token: string): Promise<OpenInvitationBody> {
    const { invitation, organization } = await this.invitations.open(token);
    return {
      organization: { id: organization.id, name: organization.name },
      email: invitation.email,
      name: invitation.name,
      firstName: invitation.firstName,
      lastName: invitation.lastName,
      expiresAt: invitation.expiresAt.toISOString(),
    };
  }

  /** Whoever has an account already gives its own password. */
  @Post('acceptance')
  @Answers(201, accepted, 'Joined; the token is of a session.')
  async accept(
    @Param('token', { schema: linkToken }) linkTokenText: string,
    @Body({ schema: acceptance }) newcomer: AcceptanceBody,
  ): Promise<Accepted> {
    const { organizationId, personId, token } = await this.acceptance.accept(linkTokenText, newcomer);
    return { organizationId, personId, token };
  }
}
