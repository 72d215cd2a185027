import { type ArgumentsHost, Catch, type ExceptionFilter, NotFoundException } from '@nestjs/common';
import type { FastifyReply, FastifyRequest } from 'fastify';
import type { ProblemDocument } from '#libs/contracts/http';
import { DomainError } from '#libs/kernel';
import { DatabaseSpace } from '#libs/platform';
import { currentActorOf } from '../auth/current-actor.js';
import { LogSink } from '../observability/log-sink.js';
import { mediaTypeOf } from '../request/csv-body.js';
import { RouteTable } from '../request/route-table.js';
import { withoutSecrets } from '../request/without-secrets.js';
import { DatabaseExhaustedError, isDatabaseExhausted } from './database-exhausted.js';
import { DatabaseUnavailableError, isDatabaseUnavailable } from './database-unavailable.js';
import { requestErrorFrom } from './framework-failures.js';
import { internalProblem, PROBLEM_MEDIA_TYPE, problemOf } from './problem.js';
import { RefusalAudit } from './refusal-audit.js';
import { MethodNotAllowedError, RequestError, UnknownRouteError } from './request-errors.js';

/** How long a client should wait before it tries again what was unavailable, seconds. */
const RETRY_AFTER_SECONDS = 5;

/**
 * Read by nobody: who asked has hung up, as a map does that was panned on, and what was being read for it was given up. It tells logs
 * and metrics that nothing failed; proxies have this number for it, too.
 */
const CLIENT_IS_GONE = 499;

/** Turns every failure of a request into a problem document; the one place where that happens. */
@Catch()
export class ProblemFilter implements ExceptionFilter {
  constructor(
    private readonly log: LogSink,
    private readonly refusals: RefusalAudit,
    private readonly routes: RouteTable,
    private readonly space: DatabaseSpace,
  ) {}

  async catch(failure: unknown, host: ArgumentsHost): Promise<void> {
    const request = host.switchToHttp().getRequest<FastifyRequest>();
    const reply = host.switchToHttp().getResponse<FastifyReply>();
    const foreseen = this.#foreseen(failure, request);
    if (!foreseen && request.signal.aborted && failure === request.signal.reason) {
      await reply.status(CLIENT_IS_GONE).send();
      return;
    }
    if (!foreseen) {
      this.log.error(
        { err: failure, correlationId: request.id, method: request.method, path: withoutSecrets(request.url) },
        'A request failed for a reason nobody foresaw.',
      );
      await send(reply, internalProblem(request.id));
      return;
    }
    if (foreseen.kind === 'unavailable')
      this.log.warn({ err: foreseen, correlationId: request.id }, 'A request could not be served for now.');
    // Of an address the API does not know there is nothing to tell.
    if (!(foreseen instanceof RequestError)) {
      const asked = { method: request.method, path: withoutSecrets(request.url) };
      await this.refusals.note(foreseen, currentActorOf(request), asked);
    }
    if (foreseen.kind === 'unauthenticated') reply.header('www-authenticate', 'Bearer realm="fieldgate"');
    if (foreseen.kind === 'unavailable') reply.header('retry-after', String(RETRY_AFTER_SECONDS));
    const retryAfterSeconds = 'retryAfterSeconds' in foreseen.details ? foreseen.details.retryAfterSeconds : undefined;
    if (foreseen.kind === 'throttled') reply.header('retry-after', String(retryAfterSeconds ?? RETRY_AFTER_SECONDS));
    if (foreseen instanceof MethodNotAllowedError) reply.header('allow', foreseen.details.allowed.join(', '));
    await send(reply, problemOf(foreseen, request.id));
  }

  #foreseen(failure: unknown, request: FastifyRequest): DomainError | undefined {
    if (failure instanceof DomainError) return failure;
    // Nest's router throws this for an address it does not know; no code of ours does.
    if (failure instanceof NotFoundException) {
      const allowed = this.routes.methodsOf(request.url);
      return allowed.length > 0 ? new MethodNotAllowedError(request.method, allowed) : new UnknownRouteError();
    }
    if (isDatabaseExhausted(failure)) {
      this.space.refused();
      return new DatabaseExhaustedError({ cause: failure });
    }
    if (isDatabaseUnavailable(failure)) return new DatabaseUnavailableError({ cause: failure });
    return requestErrorFrom(failure, mediaTypeOf(request));
  }
}

async function send(reply: FastifyReply, problem: ProblemDocument): Promise<void> {
  await reply.status(problem.status).header('content-type', PROBLEM_MEDIA_TYPE).send(problem);
}
