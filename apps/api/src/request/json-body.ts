import { errorCodes, type FastifyInstance } from 'fastify';

const utf8 = new TextDecoder('utf-8', { fatal: true });

/**
 * Reads JSON in UTF-8 (RFC 8259 §8.1) and refuses what is not: Fastify's own parser puts U+FFFD in the place of every
 * octet it cannot read, and a name in Latin-1 would be kept with it.
 */
export function readJsonInUtf8(fastify: FastifyInstance): void {
  const parse = fastify.getDefaultJsonParser('error', 'error');
  fastify.removeContentTypeParser('application/json');
  fastify.addContentTypeParser<Buffer>('application/json', { parseAs: 'buffer' }, (request, body, done) => {
    let text: string;
    try {
      text = utf8.decode(body);
    } catch {
      done(new errorCodes.FST_ERR_CTP_INVALID_JSON_BODY());
      return;
    }
    void parse(request, text, done);
  });
}
