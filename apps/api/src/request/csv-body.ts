import { errorCodes, type FastifyInstance } from 'fastify';

/** End of the addresses that take a file (RFC 4180) in place of JSON. */
const FILE_ROUTE = '/invitations/bulk';

/** Lets the routes that take files read `text/csv` as bytes; everywhere else it stays refused with 415. */
export function readCsvWhereAsked(fastify: FastifyInstance): void {
  fastify.addContentTypeParser('text/csv', { parseAs: 'buffer' }, (request, body, done) => {
    if (request.routeOptions.url?.endsWith(FILE_ROUTE)) done(null, body);
    else done(new errorCodes.FST_ERR_CTP_INVALID_MEDIA_TYPE('text/csv'));
  });
}
