import { Body, Controller, Post, Req, Res } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import type { FastifyReply, FastifyRequest } from 'fastify';
import {
  type BegunSingleSignOnBody,
  begunSingleSignOn,
  type NewSingleSignOn,
  newSingleSignOn,
  type SignInAnswer,
  type SingleSignOnCompletion,
  signInAnswer,
  singleSignOnCompletion,
} from '#libs/contracts/http';
import { SingleSignOns } from '#libs/identity';
import { Public } from '../auth/public.js';
import { SessionAnswer } from '../auth/session-answer.js';
import { Answers } from '../documentation/answers.js';
import { Operation } from '../documentation/operation.js';
import { Refuses } from '../documentation/refuses.js';
import { StrictRateLimit } from '../rate-limits/strict-rate-limit.js';

/** Signing in through the identity provider of an organization (OpenID Connect). */
@ApiTags('Sign-in and accounts')
@Controller('single-sign-ons')
@Public()
export class SingleSignOnsController {
  constructor(
    private readonly singleSignOns: SingleSignOns,
    private readonly answer: SessionAnswer,
  ) {}

  @Post()
  @StrictRateLimit()
  @Operation('beginSingleSignOn', 'Begin a sign-in at an identity provider')
  @Refuses('identity.identity-provider-failed', 'identity.no-identity-provider')
  @Answers(201, begunSingleSignOn, 'Where the person signs in, and what to come back with.')
  async begin(@Body({ schema: newSingleSignOn }) { organizationId }: NewSingleSignOn): Promise<BegunSingleSignOnBody> {
    const { authorizationUrl, attempt, expiresAt } = await this.singleSignOns.begin(organizationId);
    return { authorizationUrl, attempt, expiresAt: expiresAt.toISOString() };
  }

  @Post('completion')
  @StrictRateLimit()
  @Operation('completeSingleSignOn', 'Complete a sign-in at an identity provider')
  @Refuses(
    'identity.single-sign-on-failed',
    'identity.single-sign-on-refused',
    'identity.single-sign-on-unknown',
    'identity.identity-provider-failed',
    'identity.origin-refused',
  )
  @Answers(201, signInAnswer, 'The session; its token is in this answer, or in the cookie, and nowhere else.')
  async complete(
    @Body({ schema: singleSignOnCompletion }) completion: SingleSignOnCompletion,
    @Req() request: FastifyRequest,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<SignInAnswer> {
    const { attempt, parameters, cookie: isCookie = false } = completion;
    this.answer.requireOwnOrigin(isCookie, request);
    return this.answer.give(reply, await this.singleSignOns.complete(attempt, parameters, isCookie), isCookie);
  }
}
