import type { FastifyInstance } from 'fastify';

/** End of the address of exports, as the router knows it. */
const EXPORT_ROUTE = '/exports/:table';
/** How long a file may take, milliseconds: a million rows take some minutes, and a place is not held for ever. */
const EXPORT_TIMEOUT_MS = 3_600_000;

/** Lets exports last longer than other answers; beyond it the connection is cut. */
export function giveExportsTime(fastify: FastifyInstance): void {
  fastify.addHook('onRoute', (route) => {
    if (route.url.endsWith(EXPORT_ROUTE)) route.handlerTimeout = EXPORT_TIMEOUT_MS;
  });
}
