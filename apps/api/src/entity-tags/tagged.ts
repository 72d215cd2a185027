import type { FastifyInstance } from 'fastify';
import { withRouteProperties } from '../request/route-properties.js';
import { entityTagOf, knownTag } from './entity-tag.js';

/**
 * Gives the route's answers an entity tag; who sends it back by If-None-Match and has missed nothing gets 304 without a body.
 *
 * For what is asked again and again. It stays `no-store`: a page keeps it in memory, and no disk does.
 */
export const Tagged = () => withRouteProperties({ isTagged: true });

/** Tags answers of routes marked `@Tagged()`; before they are compressed. */
export function tagAnswers(fastify: FastifyInstance): void {
  fastify.addHook<unknown>('onSend', async (request, reply, payload) => {
    if (request.routeOptions.config?.fieldgate?.isTagged !== true) return payload;
    if (reply.statusCode !== 200 || typeof payload !== 'string') return payload;
    const entityTag = entityTagOf(payload);
    const known = knownTag(request.headers['if-none-match'], entityTag);
    reply.header('etag', known ?? entityTag);
    if (known === undefined) return payload;
    reply.status(304).removeHeader('content-type').removeHeader('content-length');
    // Of HEAD Fastify measures what GET would answer, and sends nothing of it; nothing cannot be measured.
    return request.method === 'HEAD' ? payload : null;
  });
}
