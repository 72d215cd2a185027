import { Body, Controller, Delete, HttpCode, Post, Req, Res } from '@nestjs/common';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { type SignInAnswer, type SignInRequest, signInAnswer, signInRequest } from '#libs/contracts';
import { type Actor, CsrfTokens, OriginRefusedError, Sessions, SignIn } from '#libs/identity';
import { BeforePasswordChange } from '../auth/before-password-change.js';
import { CurrentActor } from '../auth/current-actor.js';
import { PeopleOnly } from '../auth/people-only.js';
import { Public } from '../auth/public.js';
import { SessionCookie } from '../auth/session-cookie.js';
import { Answers } from '../documentation/answers.js';

/** Signing in and out. */
@Controller('sessions')
export class SessionsController {
  constructor(
    private readonly entry: SignIn,
    private readonly sessions: Sessions,
    private readonly csrfTokens: CsrfTokens,
    private readonly cookie: SessionCookie,
  ) {}

  @Post()
  @Public()
  @Answers(201, signInAnswer, 'The session; its token is in this answer, or in the cookie, and nowhere else.')
  async signIn(
    @Body({ schema: signInRequest }) { cookie: isCookie = false, ...credentials }: SignInRequest,
    @Req() { headers }: FastifyRequest,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<SignInAnswer> {
    // Else another site could sign a browser in as somebody else and wait for what is typed there.
    if (isCookie && headers.origin !== undefined && headers.origin !== this.cookie.origin)
      throw new OriginRefusedError();
    const opened = await this.entry.signIn({ ...credentials, isCookie });
    const { sessionId, token, expiresAt, person, passwordChange } = opened;
    if (isCookie) this.cookie.write(reply, token, expiresAt);
    return {
      ...(!isCookie && { token }),
      expiresAt: expiresAt.toISOString(),
      person,
      csrfToken: this.csrfTokens.tokenFor(sessionId),
      passwordChange,
    };
  }

  @Delete('current')
  @PeopleOnly()
  @BeforePasswordChange()
  @HttpCode(204)
  async signOut(@CurrentActor() actor: Actor, @Res({ passthrough: true }) reply: FastifyReply): Promise<void> {
    await this.sessions.signOut(actor);
    this.cookie.clear(reply);
  }
}
