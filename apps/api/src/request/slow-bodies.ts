import type { FastifyInstance } from 'fastify';

/** How long a client may take to send a body, milliseconds; one that is read as it comes in may take as long as its route. */
const BODY_TIMEOUT_MS = 30_000;

/**
 * Cuts the connection of a client that sends its body too slowly: whoever holds a thousand of them open holds the server.
 *
 * @param timeoutMs for tests
 */
export function cutSlowBodies(fastify: FastifyInstance, timeoutMs = BODY_TIMEOUT_MS): void {
  fastify.addHook('preParsing', async (request, _reply, payload) => {
    const { raw } = request;
    const hasBody = raw.headers['transfer-encoding'] !== undefined || Number(raw.headers['content-length'] ?? 0) > 0;
    if (!hasBody || request.routeOptions.config.fieldgate?.csvBody === 'streamed') return payload;
    const timer = setTimeout(() => raw.destroy(), timeoutMs);
    const clear = () => clearTimeout(timer);
    raw.once('end', clear).once('close', clear);
    return payload;
  });
}
