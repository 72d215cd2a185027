import { Body, Controller, HttpCode, Post } from '@nestjs/common';
import {
  type BegunForeignSignInBody,
  begunForeignSignIn,
  type ForeignSignInCompletion,
  foreignSignInCompletion,
  type NewForeignSignIn,
  newForeignSignIn,
  type SignedIn,
  signedIn,
} from '#libs/contracts';
import { ForeignSignIns } from '#libs/identity';
import { Public } from '../auth/public.js';
import { Answers } from '../documentation/answers.js';

/** Signing in through the identity provider of an organization (OpenID Connect). */
@Controller('foreign-sign-ins')
@Public()
export class ForeignSignInsController {
  constructor(private readonly foreignSignIns: ForeignSignIns) {}

  @Post()
  @Answers(201, begunForeignSignIn, 'Where the person signs in, and what to come back with.')
  async begin(
    @Body({ schema: newForeignSignIn }) { organizationId }: NewForeignSignIn,
  ): Promise<BegunForeignSignInBody> {
    const { authorizationUrl, attempt, expiresAt } = await this.foreignSignIns.begin(organizationId);
    return { authorizationUrl, attempt, expiresAt: expiresAt.toISOString() };
  }

  @Post('completion')
  @HttpCode(201)
  @Answers(201, signedIn, 'The session; its token is in this answer and nowhere else.')
  async complete(
    @Body({ schema: foreignSignInCompletion }) { attempt, parameters }: ForeignSignInCompletion,
  ): Promise<SignedIn> {
    const { token, expiresAt, person } = await this.foreignSignIns.complete(attempt, parameters);
    return { token, expiresAt: expiresAt.toISOString(), person: { id: person.id, email: person.email } };
  }
}
