import type { ServerOptions } from 'node:http';

/** How long a client may take from its connection, or the first octet of a later request, to the end of the headers, milliseconds. */
const HEADERS_TIMEOUT_MS = 15_000;
/** How often connections are looked at, milliseconds: so much later may one be cut. Node's own choice is 30 s. */
const CHECK_INTERVAL_MS = 5_000;
/** How long a connection is kept for a next request, milliseconds; longer than proxies keep theirs, which is 60 s as a rule. */
const KEEP_ALIVE_TIMEOUT_MS = 72_000;

/**
 * Options of Fastify by which Node cuts the connection of a client that sends its headers too slowly, or nothing at all: whoever
 * holds a thousand of them open holds the server.
 *
 * @param requestTimeoutMs longest a whole request may take
 * @param headersTimeoutMs for tests
 * @param checkIntervalMs  for tests
 */
export function cuttingSlowHeaders(
  requestTimeoutMs: number,
  headersTimeoutMs = HEADERS_TIMEOUT_MS,
  checkIntervalMs = CHECK_INTERVAL_MS,
) {
  // Fastify hands these two on to Node as they are; it knows no options of its own for them.
  const http: ServerOptions = { headersTimeout: headersTimeoutMs, connectionsCheckingInterval: checkIntervalMs };
  return { http, requestTimeout: requestTimeoutMs, keepAliveTimeout: KEEP_ALIVE_TIMEOUT_MS };
}
