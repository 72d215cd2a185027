import type { FastifyInstance } from 'fastify';
import { currentActorOf } from '../auth/current-actor.js';
import type { LogSink } from '../observability/log-sink.js';
import type { Metrics } from '../observability/metrics.js';
import { withoutSecrets } from './without-secrets.js';

/** Writes a line and counts a measurement for each answered request: route, status, time; no body, no query, no token. */
export function logAccess(fastify: FastifyInstance, log: LogSink, metrics: Metrics): void {
  fastify.addHook('onResponse', (request, reply, done) => {
    // Unknown addresses share one label: a scanner must not fill the memory with names.
    const route = request.is404 ? 'unknown' : (request.routeOptions.url ?? 'unknown');
    metrics.observeRequest(request.method, route, reply.statusCode, reply.elapsedTime / 1000);
    // A page loads a dozen of the console's files, of which there is nothing to tell.
    log[route.startsWith('/built/') ? 'debug' : 'info'](
      {
        method: request.method,
        path: withoutSecrets(request.url),
        route,
        status: reply.statusCode,
        durationMs: Math.round(reply.elapsedTime * 10) / 10,
        remoteAddress: request.ip,
        correlationId: request.id,
        actorId: currentActorOf(request)?.personId,
      },
      'request',
    );
    done();
  });
}
