import { Injectable } from '@nestjs/common';
import type { FastifyReply, FastifyRequest } from 'fastify';
import type { SignInAnswer } from '#libs/contracts';
import { CsrfTokens, OriginRefusedError, type SignedInPerson } from '#libs/identity';
import { SessionCookie } from './session-cookie.js';

/** Hands an opened session to who asked for it: in the answer, or for a browser in a cookie. */
@Injectable()
export class SessionAnswer {
  constructor(
    private readonly csrfTokens: CsrfTokens,
    private readonly cookie: SessionCookie,
  ) {}

  /**
   * To be asked before anybody is signed in: another site could sign a browser in as somebody else and wait for what is
   * typed there.
   *
   * @throws {OriginRefusedError}
   */
  requireOwnOrigin(isCookie: boolean, { headers }: FastifyRequest): void {
    if (isCookie && headers.origin !== undefined && headers.origin !== this.cookie.origin)
      throw new OriginRefusedError();
  }

  give(reply: FastifyReply, opened: SignedInPerson, isCookie: boolean): SignInAnswer {
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
}
