import { promisify } from 'node:util';
import { brotliCompress, constants, gzip } from 'node:zlib';
import type { FastifyInstance, FastifyReply } from 'fastify';
import { withRouteProperties } from '../request/route-properties.js';
import { acceptedCoding, type Coding } from './accepted-encoding.js';

/** Shorter answers fit into one packet as they are, bytes. */
const WORTHWHILE_BYTES = 1_400;
/** Brotli's own default is for files that are compressed once: a hundred times as slow for a tenth less. */
const BROTLI_QUALITY = 4;

const deflated: Readonly<Record<Coding, (text: string) => Promise<Buffer>>> = {
  br: (text) => promisify(brotliCompress)(text, { params: { [constants.BROTLI_PARAM_QUALITY]: BROTLI_QUALITY } }),
  gzip: (text) => promisify(gzip)(text),
};

/**
 * Compresses the route's answers for whoever accepts that.
 *
 * Only for answers that hold no secret: beside what a stranger can put into an answer its length would give a secret away
 * (BREACH), so invitations, links and keys go as they are.
 */
export const Compressed = () => withRouteProperties({ isCompressed: true });

/** Compresses answers of routes marked `@Compressed()`, outside the thread that serves requests. */
export function compressAnswers(fastify: FastifyInstance): void {
  fastify.addHook<unknown>('onSend', async (request, reply, payload) => {
    if (request.routeOptions.config?.fieldgate?.isCompressed !== true) return payload;
    vary(reply);
    if (reply.statusCode !== 200 || typeof payload !== 'string' || payload.length < WORTHWHILE_BYTES) return payload;
    const coding = acceptedCoding(request.headers['accept-encoding']);
    if (coding === undefined) return payload;
    const body = await deflated[coding](payload);
    const entityTag = reply.getHeader('etag');
    // Strong tags are for the same bytes, and these depend on the coding (RFC 9110 §8.8.3.3).
    if (typeof entityTag === 'string' && !entityTag.startsWith('W/')) reply.header('etag', `W/${entityTag}`);
    reply.header('content-encoding', coding).header('content-length', body.length);
    return body;
  });
}

/** A cache asks again for whoever accepts other codings. */
function vary(reply: FastifyReply): void {
  const others = reply.getHeader('vary');
  reply.header('vary', others === undefined ? 'accept-encoding' : `${String(others)}, accept-encoding`);
}
