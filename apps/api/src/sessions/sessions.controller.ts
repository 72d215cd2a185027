import { Body, Controller, Delete, HttpCode, Post, Req, Res } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { type SignInAnswer, type SignInRequest, signInAnswer, signInRequest } from '#libs/contracts/http';
import { type Actor, Sessions, SignIn } from '#libs/identity';
import { BeforePasswordChange } from '../auth/before-password-change.js';
import { CurrentActor } from '../auth/current-actor.js';
import { PeopleOnly } from '../auth/people-only.js';
import { Public } from '../auth/public.js';
import { SessionAnswer } from '../auth/session-answer.js';
import { SessionCookie } from '../auth/session-cookie.js';
import { Answers } from '../documentation/answers.js';
import { Operation } from '../documentation/operation.js';
import { Refuses } from '../documentation/refuses.js';
import { StrictRateLimit } from '../rate-limits/rate-limit-marks.js';

/** Signing in and out. */
@ApiTags('Sign-in and accounts')
@Controller('sessions')
export class SessionsController {
  constructor(
    private readonly entry: SignIn,
    private readonly sessions: Sessions,
    private readonly answer: SessionAnswer,
    private readonly cookie: SessionCookie,
  ) {}

  @Post()
  @StrictRateLimit()
  @Operation('signIn', 'Sign in')
  @Refuses(
    'identity.origin-refused',
    'identity.password-checks-busy',
    'identity.second-factor-needed',
    'identity.second-factor-refused',
    'identity.sign-in-locked',
    'identity.sign-in-refused',
  )
  @Public()
  @Answers(201, signInAnswer, 'The session; its token is in this answer, or in the cookie, and nowhere else.')
  async signIn(
    @Body({ schema: signInRequest }) { cookie: isCookie = false, ...credentials }: SignInRequest,
    @Req() request: FastifyRequest,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<SignInAnswer> {
    this.answer.requireOwnOrigin(isCookie, request);
    return this.answer.give(reply, await this.entry.signIn({ ...credentials, isCookie }), isCookie);
  }

  @Delete('current')
  @Operation('signOut', 'Sign out', 'Ends the session of this request, at once and everywhere.')
  @PeopleOnly()
  @BeforePasswordChange()
  @HttpCode(204)
  async signOut(@CurrentActor() actor: Actor, @Res({ passthrough: true }) reply: FastifyReply): Promise<void> {
    await this.sessions.signOut(actor);
    this.cookie.clear(reply);
  }
}
