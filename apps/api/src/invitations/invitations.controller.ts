import { Body, Controller, Get, Param, Post, Req, Res } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import type { FastifyReply, FastifyRequest } from 'fastify';
import {
  type AcceptanceAnswer,
  type Acceptance as AcceptanceBody,
  acceptance,
  acceptanceAnswer,
  linkToken,
  type OpenInvitationBody,
  openInvitation,
} from '#libs/contracts/http';
import { Acceptance, InvitationLinks } from '#libs/identity';
import { Public } from '../auth/public.js';
import { SessionAnswer } from '../auth/session-answer.js';
import { Answers } from '../documentation/answers.js';
import { Operation } from '../documentation/operation.js';
import { Refuses } from '../documentation/refuses.js';
import { StrictRateLimit } from '../rate-limits/strict-rate-limit.js';

/** An invitation as the invited person meets it: by its token, without a session. */
@ApiTags('People and access')
@Controller('invitations/:token')
@Public()
export class InvitationsController {
  constructor(
    private readonly links: InvitationLinks,
    private readonly acceptance: Acceptance,
    private readonly answer: SessionAnswer,
  ) {}

  @Get()
  @StrictRateLimit()
  @Operation(
    'getInvitationByToken',
    'Get what an invitation link offers',
    'What the link of an invitation offers, for whoever follows it: the organization, the address it was sent to, and until when it is good.',
  )
  @Refuses(
    'identity.invitation-accepted',
    'identity.invitation-expired',
    'identity.invitation-replaced',
    'identity.invitation-unknown',
    'identity.invitation-withdrawn',
  )
  @Answers(200, openInvitation, 'What the link offers.')
  async open(@Param('token', { schema: linkToken }) token: string): Promise<OpenInvitationBody> {
    const { invitation, organization } = await this.links.open(token);
    return {
      organization: { id: organization.id, name: organization.name },
      email: invitation.email,
      name: invitation.name,
      firstName: invitation.firstName,
      lastName: invitation.lastName,
      expiresAt: invitation.expiresAt.toISOString(),
    };
  }

  @Post('acceptance')
  @StrictRateLimit()
  @Operation('acceptInvitation', 'Accept an invitation', 'Whoever has an account already gives its own password.')
  @Refuses(
    'identity.account-not-activated',
    'identity.invitation-accepted',
    'identity.invitation-expired',
    'identity.invitation-lapsed',
    'identity.invitation-replaced',
    'identity.invitation-unknown',
    'identity.invitation-withdrawn',
    'identity.origin-refused',
    'identity.password-checks-busy',
    'identity.password-is-address',
    'identity.password-length',
    'identity.second-factor-needed',
    'identity.second-factor-refused',
    'identity.sign-in-locked',
    'identity.sign-in-refused',
  )
  @Answers(201, acceptanceAnswer, 'Joined; the token is of a session, and in the cookie if asked for.')
  async accept(
    @Param('token', { schema: linkToken }) linkTokenText: string,
    @Body({ schema: acceptance }) { cookie: isCookie = false, ...newcomer }: AcceptanceBody,
    @Req() request: FastifyRequest,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<AcceptanceAnswer> {
    this.answer.requireOwnOrigin(isCookie, request);
    const joined = await this.acceptance.accept(linkTokenText, newcomer, isCookie);
    const { organizationId, personId } = joined;
    return { organizationId, personId, ...this.answer.handOver(reply, joined, isCookie) };
  }
}
