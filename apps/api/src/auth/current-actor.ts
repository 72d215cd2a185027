import { createParamDecorator, type ExecutionContext } from '@nestjs/common';
import type { FastifyRequest } from 'fastify';
import type { Actor } from '#libs/identity';

const actors = new WeakMap<FastifyRequest, Actor>();

/** Notes who a request speaks for; the session guard calls it once. */
export function setCurrentActor(request: FastifyRequest, actor: Actor): void {
  actors.set(request, actor);
}

/** Who the request speaks for; undefined before the session guard and on public routes. */
export function currentActorOf(request: FastifyRequest): Actor | undefined {
  return actors.get(request);
}

/** Gives a handler the signed-in actor; on a public route it is a mistake and fails. */
export const CurrentActor = createParamDecorator((_data: unknown, context: ExecutionContext): Actor => {
  const actor = currentActorOf(context.switchToHttp().getRequest<FastifyRequest>());
  if (!actor) throw new TypeError('@CurrentActor() on a route without a session: remove @Public() from it.');
  return actor;
});
