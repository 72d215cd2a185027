import { Injectable } from '@nestjs/common';
import type { FastifyReply, FastifyRequest } from 'fastify';
import type { SignInAnswer } from '#libs/contracts/http';
import { CsrfTokens, type OpenedSession, OriginRefusedError, type SignedInPerson } from '#libs/identity';
import { SessionCookie } from './session-cookie.js';

type HandedOver = { readonly token: string } | { readonly expiresAt: string; readonly csrfToken: string };

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
    const { sessionId, expiresAt, person, passwordChange } = opened;
    return {
      ...this.handOver(reply, opened, isCookie),
      expiresAt: expiresAt.toISOString(),
      person,
      csrfToken: this.csrfTokens.tokenFor(sessionId),
      passwordChange,
    };
  }

  /** For an answer about more than the session: its token, or beside the cookie what a browser has to know of it. */
  handOver(
    reply: FastifyReply,
    { sessionId, token, expiresAt, deviceToken }: OpenedSession,
    isCookie: boolean,
  ): HandedOver {
    if (!isCookie) return { token };
    this.cookie.write(reply, token, expiresAt);
    if (deviceToken !== undefined) this.cookie.writeDevice(reply, deviceToken);
    return { expiresAt: expiresAt.toISOString(), csrfToken: this.csrfTokens.tokenFor(sessionId) };
  }
}
