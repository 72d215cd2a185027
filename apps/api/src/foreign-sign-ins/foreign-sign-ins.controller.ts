import { Body, Controller, Post, Req, Res } from '@nestjs/common';
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
} from '#libs/contracts';
import { ForeignSignIns } from '#libs/identity';
import { Public } from '../auth/public.js';
import { SessionAnswer } from '../auth/session-answer.js';
import { Answers } from '../documentation/answers.js';

/** Signing in through the identity provider of an organization (OpenID Connect). */
@Controller('foreign-sign-ins')
@Public()
export class ForeignSignInsController {
  constructor(
    private readonly foreignSignIns: ForeignSignIns,
    private readonly answer: SessionAnswer,
  ) {}

  @Post()
  @Answers(201, begunForeignSignIn, 'Where the person signs in, and what to come back with.')
  async begin(
    @Body({ schema: newForeignSignIn }) { organizationId }: NewForeignSignIn,
  ): Promise<BegunForeignSignInBody> {
    const { authorizationUrl, attempt, expiresAt } = await this.foreignSignIns.begin(organizationId);
    return { authorizationUrl, attempt, expiresAt: expiresAt.toISOString() };
  }

  @Post('completion')
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
