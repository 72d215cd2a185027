import { type CanActivate, type ExecutionContext, Injectable } from '@nestjs/common';
import { Reflector } from '@nestjs/core';
import type { FastifyRequest } from 'fastify';
import { ApiKeys, NotSignedInError, PeopleOnlyError, Sessions } from '#libs/identity';
import { setCurrentActor } from './current-actor.js';
import { PEOPLE_ONLY } from './people-only.js';
import { PUBLIC } from './public.js';

/** `Authorization: Bearer …` (RFC 6750 §2.1). */
const BEARER = /^Bearer +([A-Za-z0-9\-._~+/]+=*)$/i;

/** Lets in whoever has a session, programs with an API key where the route is not `@PeopleOnly()`, and everybody where a route is `@Public()`. */
@Injectable()
export class SessionGuard implements CanActivate {
  constructor(
    private readonly sessions: Sessions,
    private readonly apiKeys: ApiKeys,
    private readonly reflector: Reflector,
  ) {}

  async canActivate(context: ExecutionContext): Promise<boolean> {
    if (this.reflector.getAllAndOverride<boolean>(PUBLIC, [context.getHandler(), context.getClass()])) return true;
    const request = context.switchToHttp().getRequest<FastifyRequest>();
    const token = BEARER.exec(request.headers.authorization ?? '')?.[1];
    if (token === undefined) throw new NotSignedInError();
    setCurrentActor(request, await this.#actorBehind(token, context));
    return true;
  }

  async #actorBehind(token: string, context: ExecutionContext) {
    if (!ApiKeys.looksLikeOne(token)) return this.sessions.authenticate(token);
    const actor = await this.apiKeys.authenticate(token);
    if (this.reflector.getAllAndOverride<boolean>(PEOPLE_ONLY, [context.getHandler(), context.getClass()]))
      throw new PeopleOnlyError(actor.sessionId);
    return actor;
  }
}
