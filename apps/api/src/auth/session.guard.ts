import { type CanActivate, type ExecutionContext, Injectable } from '@nestjs/common';
import { Reflector } from '@nestjs/core';
import type { FastifyReply, FastifyRequest } from 'fastify';
import {
  type Actor,
  ApiKeys,
  CsrfTokens,
  CsrfTokenWrongError,
  NotSignedInError,
  OriginRefusedError,
  PasswordChangeRequiredError,
  PeopleOnlyError,
  Sessions,
} from '#libs/identity';
import { RateLimits } from '../rate-limits/rate-limits.js';
import { bearerTokenIn } from './bearer-token.js';
import { BEFORE_PASSWORD_CHANGE } from './before-password-change.js';
import { setCurrentActor } from './current-actor.js';
import { asAsked, IN_ORGANIZATION } from './in-organization.js';
import { PEOPLE_ONLY } from './people-only.js';
import { PUBLIC } from './public.js';
import { SessionCookie } from './session-cookie.js';

/** Methods that change nothing (RFC 9110 §9.2.1). */
const SAFE_METHODS: readonly string[] = ['GET', 'HEAD', 'OPTIONS'];

/**
 * Lets in whoever has a session, by bearer token or by cookie, programs with an API key where the route is not
 * `@PeopleOnly()`, and everybody where a route is `@Public()`.
 */
@Injectable()
export class SessionGuard implements CanActivate {
  constructor(
    private readonly sessions: Sessions,
    private readonly apiKeys: ApiKeys,
    private readonly csrfTokens: CsrfTokens,
    private readonly cookie: SessionCookie,
    private readonly rateLimits: RateLimits,
    private readonly reflector: Reflector,
  ) {}

  async canActivate(context: ExecutionContext): Promise<boolean> {
    if (this.#has(PUBLIC, context)) return true;
    const request = context.switchToHttp().getRequest<FastifyRequest>();
    const actor = await this.#actorOf(request, context);
    setCurrentActor(request, actor);
    const reply = context.switchToHttp().getResponse<FastifyReply>();
    await this.rateLimits.takeFor(actor.apiKeyId ?? actor.personId, request, reply);
    if (actor.passwordChange === 'required' && !this.#has(BEFORE_PASSWORD_CHANGE, context))
      throw new PasswordChangeRequiredError();
    if (this.#has(IN_ORGANIZATION, context)) setCurrentActor(request, asAsked(actor, request));
    return true;
  }

  async #actorOf(request: FastifyRequest, context: ExecutionContext): Promise<Actor> {
    const { authorization } = request.headers;
    if (authorization === undefined) return this.#actorBehindCookie(request);
    const token = bearerTokenIn(authorization);
    if (token === undefined) throw new NotSignedInError();
    if (!ApiKeys.looksLikeOne(token)) return this.sessions.authenticate(token);
    const actor = await this.apiKeys.authenticate(token);
    if (this.#has(PEOPLE_ONLY, context)) throw new PeopleOnlyError(actor.sessionId);
    return actor;
  }

  /** A browser sends the cookie whoever made it ask, so a change has to show that our own page did. */
  async #actorBehindCookie(request: FastifyRequest): Promise<Actor> {
    const token = this.cookie.read(request);
    if (token === undefined) throw new NotSignedInError();
    const actor = await this.sessions.authenticate(token);
    if (SAFE_METHODS.includes(request.method)) return actor;
    const { origin, 'x-csrf-token': csrfToken } = request.headers;
    if (origin !== undefined && origin !== this.cookie.origin) throw new OriginRefusedError();
    if (typeof csrfToken !== 'string' || !this.csrfTokens.matches(actor.sessionId, csrfToken))
      throw new CsrfTokenWrongError();
    return actor;
  }

  #has(mark: string, context: ExecutionContext): boolean {
    return this.reflector.getAllAndOverride<boolean>(mark, [context.getHandler(), context.getClass()]) === true;
  }
}
