import type { Readable } from 'node:stream';
import { errorCodes, type FastifyInstance, type FastifyRequest } from 'fastify';
import { BODY_LIMIT_BYTES } from '../problems/framework-failures.js';

/** Ends of the addresses that take a file (RFC 4180) in place of JSON: as a whole, or as it comes in. */
const WHOLE_FILE_ROUTE = '/invitations/bulk';
const STREAMED_FILE_ROUTE = '/imports';
/**
 * What browsers and programs call a file of comma-separated values: the registered name (RFC 7111), what Windows calls
 * it where Excel is installed, and what others made up.
 */
const CSV_MEDIA_TYPES = [
  'text/csv',
  'application/vnd.ms-excel',
  'application/csv',
  'text/comma-separated-values',
  'text/tab-separated-values',
  'text/x-csv',
  'application/x-csv',
  'text/plain',
  'application/octet-stream',
];
/** How long a file may take to be written to the registry as it comes in, milliseconds. */
export const STREAMED_FILE_TIMEOUT_MS = 15 * 60_000;

/** Whether a route takes a file in place of JSON. */
const takesFile = (url: string | undefined): boolean =>
  url?.endsWith(WHOLE_FILE_ROUTE) === true || url?.endsWith(STREAMED_FILE_ROUTE) === true;

/** The content type a request's body should have had, for whom it was refused. */
export const mediaTypeOf = ({ routeOptions }: FastifyRequest): string =>
  takesFile(routeOptions.url) ? 'text/csv' : 'application/json';

/** Lets the routes that take files read them as bytes, whatever they are called; everywhere else they stay refused with 415. */
export function readCsvWhereAsked(fastify: FastifyInstance): void {
  fastify.addHook('onRoute', (route) => {
    if (route.method === 'POST' && route.url.endsWith(STREAMED_FILE_ROUTE))
      route.handlerTimeout = STREAMED_FILE_TIMEOUT_MS;
  });
  // A parser that fastify gives the whole body would hold files of any size in memory.
  fastify.addContentTypeParser(CSV_MEDIA_TYPES, async ({ routeOptions, headers }: FastifyRequest, body: Readable) => {
    if (routeOptions.url?.endsWith(WHOLE_FILE_ROUTE)) return wholeBody(body);
    if (routeOptions.url?.endsWith(STREAMED_FILE_ROUTE)) return body;
    throw new errorCodes.FST_ERR_CTP_INVALID_MEDIA_TYPE(headers['content-type']);
  });
}

/** Whether the body of this request is read as it comes in, and takes as long as its route may. */
export const isStreamedFile = ({ method, routeOptions }: FastifyRequest): boolean =>
  method === 'POST' && routeOptions.url?.endsWith(STREAMED_FILE_ROUTE) === true;

async function wholeBody(body: Readable): Promise<Buffer> {
  const chunks: Buffer[] = [];
  let size = 0;
  for await (const chunk of body as AsyncIterable<Buffer>) {
    size += chunk.byteLength;
    if (size > BODY_LIMIT_BYTES) throw new errorCodes.FST_ERR_CTP_BODY_TOO_LARGE();
    chunks.push(chunk);
  }
  return Buffer.concat(chunks);
}
