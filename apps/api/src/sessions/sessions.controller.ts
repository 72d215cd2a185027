import { Body, Controller, Delete, HttpCode, Post } from '@nestjs/common';
import { type SignedIn, type SignInRequest, signedIn, signInRequest } from '#libs/contracts';
import { type Actor, Sessions } from '#libs/identity';
import { CurrentActor } from '../auth/current-actor.js';
import { PeopleOnly } from '../auth/people-only.js';
import { Public } from '../auth/public.js';
import { Answers } from '../documentation/answers.js';

/** Signing in and out. */
@Controller('sessions')
export class SessionsController {
  constructor(private readonly sessions: Sessions) {}

  @Post()
  @Public()
  @Answers(201, signedIn, 'The session; its token is in this answer and nowhere else.')
  async signIn(@Body({ schema: signInRequest }) { email, password }: SignInRequest): Promise<SignedIn> {
    const { token, expiresAt, person } = await this.sessions.signIn(email, password);
    return { token, expiresAt: expiresAt.toISOString(), person };
  }

  @Delete('current')
  @PeopleOnly()
  @HttpCode(204)
  async signOut(@CurrentActor() actor: Actor): Promise<void> {
    await this.sessions.signOut(actor);
  }
}
