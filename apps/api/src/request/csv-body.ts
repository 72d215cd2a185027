import type { Readable } from 'node:stream';
import { errorCodes, type FastifyInstance, type FastifyRequest } from 'fastify';
import { BODY_LIMIT_BYTES } from '../problems/framework-failures.js';
import { withRouteProperties } from './route-properties.js';

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

/**
 * Lets a route take a file (RFC 4180) in place of JSON.
 *
 * @param way as a whole, a Buffer of at most the limit of every body; or streamed, a Readable whose sender has as long as the route
 */
export const CsvBody = (way: 'whole' | 'streamed') => withRouteProperties({ csvBody: way });

/** The content type a request's body should have had, for whom it was refused. */
export const mediaTypeOf = ({ routeOptions }: FastifyRequest): string =>
  routeOptions.config.fieldgate?.csvBody ? 'text/csv' : 'application/json';

/** Lets routes marked `@CsvBody()` read files as bytes, whatever they are called; everywhere else they stay refused with 415. */
export function readCsvWhereAsked(fastify: FastifyInstance): void {
  // A parser that fastify gives the whole body would hold files of any size in memory.
  fastify.addContentTypeParser(CSV_MEDIA_TYPES, async ({ routeOptions, headers }: FastifyRequest, body: Readable) => {
    const way = routeOptions.config.fieldgate?.csvBody;
    if (way === 'whole') return wholeBody(body);
    if (way === 'streamed') return body;
    throw new errorCodes.FST_ERR_CTP_INVALID_MEDIA_TYPE(headers['content-type']);
  });
}

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
