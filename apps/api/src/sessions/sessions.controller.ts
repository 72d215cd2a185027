import { Body, Controller, Delete, Get, HttpCode, Post, Req, Res } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import type { FastifyReply, FastifyRequest } from 'fastify';
import {
  type CurrentSessionBody,
  currentSession,
  type SignInAnswer,
  type SignInRequest,
  signInAnswer,
  signInRequest,
} from '#libs/contracts/http';
import { type Actor, CsrfTokens, Sessions, SignIn } from '#libs/identity';
import { bearerTokenIn } from '../auth/bearer-token.js';
import { BeforePasswordChange } from '../auth/before-password-change.js';
import { CurrentActor } from '../auth/current-actor.js';
import { PeopleOnly } from '../auth/people-only.js';
import { Public } from '../auth/public.js';
import { SessionAnswer } from '../auth/session-answer.js';
import { SessionCookie } from '../auth/session-cookie.js';
import { Answers } from '../documentation/answers.js';
import { Operation } from '../documentation/operation.js';
import { Refuses } from '../documentation/refuses.js';
import { StrictRateLimit } from '../rate-limits/strict-rate-limit.js';

/** Signing in and out. */
@ApiTags('Sign-in and accounts')
@Controller('sessions')
export class SessionsController {
  constructor(
    private readonly entry: SignIn,
    private readonly sessions: Sessions,
    private readonly answer: SessionAnswer,
    private readonly cookie: SessionCookie,
    private readonly csrfTokens: CsrfTokens,
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

  @Get('current')
  @Operation(
    'getCurrentSession',
    'Ask whether you are signed in',
    'For a page that has just been opened: answers without a session too, and does not prolong one.',
  )
  @Public()
  @Answers(200, currentSession, 'Whether the request carries a session that has not ended; an API key is none.')
  async current(@Req() request: FastifyRequest): Promise<CurrentSessionBody> {
    const { authorization } = request.headers;
    const token = authorization === undefined ? this.cookie.read(request) : bearerTokenIn(authorization);
    const session = token === undefined ? undefined : await this.sessions.look(token);
    if (!session) return { signedIn: false };
    const { sessionId, expiresAt, passwordChange } = session;
    return {
      signedIn: true,
      expiresAt: expiresAt.toISOString(),
      csrfToken: this.csrfTokens.tokenFor(sessionId),
      passwordChange,
    };
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
