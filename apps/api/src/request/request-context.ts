import { AsyncLocalStorage } from 'node:async_hooks';
import { randomUUID } from 'node:crypto';
import type { IncomingMessage } from 'node:http';
import type { FastifyInstance, FastifyRequest } from 'fastify';
import { RequestOrigin } from '#libs/identity';
import { currentActorOf } from '../auth/current-actor.js';
import { deviceTokenIn } from '../auth/session-cookie.js';

/** A correlation id we take from the caller: enough for a UUID or a trace id, nothing that could forge a log line. */
const CORRELATION_ID = /^[A-Za-z0-9._-]{1,64}$/;
export const CORRELATION_HEADER = 'x-correlation-id';

interface Origin {
  readonly request: FastifyRequest;
  readonly remoteAddress: string;
  readonly correlationId: string;
  readonly userAgent?: string;
}

/** The id of a request: the caller's if it is well-formed, else a new UUID. */
export function correlationIdOf({ headers }: Pick<IncomingMessage, 'headers'>): string {
  const given = headers[CORRELATION_HEADER];
  return typeof given === 'string' && CORRELATION_ID.test(given) ? given : randomUUID();
}

/** Carries the request's origin along everything it causes, so that audit and logs name it without being told. */
export class RequestContext extends RequestOrigin {
  readonly #storage = new AsyncLocalStorage<Origin>();

  override current(): ReturnType<RequestOrigin['current']> {
    const origin = this.#storage.getStore();
    if (!origin) return {};
    const { request, ...where } = origin;
    return { ...where, actor: currentActorOf(request), deviceToken: deviceTokenIn(request) };
  }

  /** What each log line of the running request carries. */
  logged(): { readonly correlationId?: string } {
    const origin = this.#storage.getStore();
    return origin ? { correlationId: origin.correlationId } : {};
  }

  /** Begins the context with the request and sends its id back. */
  install(fastify: FastifyInstance): void {
    const origins = new WeakMap<FastifyRequest, Origin>();
    const originOf = (request: FastifyRequest) => {
      const userAgent = request.headers['user-agent'];
      const origin = origins.get(request) ?? {
        request,
        remoteAddress: request.ip,
        correlationId: request.id,
        ...(userAgent !== undefined && { userAgent }),
      };
      origins.set(request, origin);
      return origin;
    };
    fastify.addHook('onRequest', (request, reply, done) => {
      reply.header(CORRELATION_HEADER, request.id);
      this.#storage.run(originOf(request), done);
    });
    // What follows the body runs in the context of the socket's `end` event, so it is entered again.
    fastify.addHook('preValidation', (request, _reply, done) => this.#storage.run(originOf(request), done));
  }
}
