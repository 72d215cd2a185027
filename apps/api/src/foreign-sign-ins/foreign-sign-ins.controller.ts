import { Body, Controller, Post, Req, Res } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import type { FastifyReply, FastifyRequest } from 'fastify';
import {
  type BegunForeignSignInBody,
  begunForeignSignIn,
  type ForeignSignInCompletion,
  foreignSignInCompletion,
  type NewForeignSignIn,
  newForeignSignIn,
  type SignInAnswer,
  signInAnswer,
} from '#libs/contracts/http';
import { ForeignSignIns } from '#libs/identity';
import { Public } from '../auth/public.js';
import { SessionAnswer } from '../auth/session-answer.js';
import { Answers } from '../documentation/answers.js';
import { Operation } from '../documentation/operation.js';
import { Refuses } from '../documentation/refuses.js';

/** Signing in through the identity provider of an organization (OpenID Connect). */
@ApiTags('Sign-in and accounts')
@Controller('foreign-sign-ins')
@Public()
export class ForeignSignInsController {
  constructor(
    private readonly foreignSignIns: ForeignSignIns,
    private readonly answer: SessionAnswer,
  ) {}

  @Post()
  @Operation('beginForeignSignIn', 'Begin a sign-in at an identity provider')
  @Refuses('identity.identity-provider-failed', 'identity.no-identity-provider')
  @Answers(201, begunForeignSignIn, 'Where the person signs in, and what to come back with.')
  async begin(
    @Body({ schema: newForeignSignIn }) { organizationId }: NewForeignSignIn,
  ): Promise<BegunForeignSignInBody> {
    const { authorizationUrl, attempt, expiresAt } = await this.foreignSignIns.begin(organizationId);
    return { authorizationUrl, attempt, expiresAt: expiresAt.toISOString() };
  }

  @Post('completion')
  @Operation('completeForeignSignIn', 'Complete a sign-in at an identity provider')
  @Refuses(
    'identity.foreign-sign-in-failed',
    'identity.foreign-sign-in-refused',
    'identity.foreign-sign-in-unknown',
    'identity.identity-provider-failed',
    'identity.origin-refused',
  )
  @Answers(201, signInAnswer, 'The session; its token is in this answer, or in the cookie, and nowhere else.')
  async complete(
    @Body({ schema: foreignSignInCompletion }) completion: ForeignSignInCompletion,
    @Req() request: FastifyRequest,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<SignInAnswer> {
    const { attempt, parameters, cookie: isCookie = false } = completion;
    this.answer.requireOwnOrigin(isCookie, request);
    return this.answer.give(reply, await this.foreignSignIns.complete(attempt, parameters, isCookie), isCookie);
  }
}
