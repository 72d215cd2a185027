import { randomBytes } from 'node:crypto';
import { join } from 'node:path';
import fastifyStatic, { type FastifyStaticOptions } from '@fastify/static';
import type { FastifyInstance, FastifyRequest } from 'fastify';
import type { LogSink } from '../observability/log-sink.js';
import { type ConsoleFolder, type ConsoleSettings, readConsoleFolder } from './console-folder.js';
import { contentSecurityPolicy } from './content-security-policy.js';

/** Random bytes of a nonce: twice what CSP Level 3 §2.3.1 asks for at least. */
const NONCE_BYTES = 32;
/** Paths that are the API's own, and those below them. */
const OF_THE_API = /^\/(api|health|metrics)(\/|$)/;

/**
 * Serves the built console: its document to browsers at every path that is not the API's, its other files as they are.
 * Without a build it serves none, and the log says so.
 */
export async function serveConsole(fastify: FastifyInstance, settings: ConsoleSettings, log: LogSink): Promise<void> {
  const folder = readConsoleFolder(settings);
  if (!folder) {
    log.warn({ directory: settings.directory }, 'There is no console to serve: build it, or set CONSOLE_DIR.');
    return;
  }
  await serveFiles(fastify, folder);
  const { map } = settings;
  serveDocument(fastify, folder, map && new URL(map.styleUrl).origin);
}

async function serveFiles(fastify: FastifyInstance, { path }: ConsoleFolder): Promise<void> {
  const common = { preCompressed: true, cacheControl: false, index: false } as const;
  await fastify.register(fastifyStatic, {
    ...common,
    root: join(path, 'built'),
    prefix: '/built/',
    // The name of a file changes with its content.
    setHeaders: caching('public, max-age=31536000, immutable'),
  });
  await fastify.register(fastifyStatic, {
    ...common,
    root: path,
    decorateReply: false,
    wildcard: false,
    globIgnore: ['built/**', 'index.html*', '.vite/**', '**/*.br', '**/*.gz'],
    setHeaders: caching('no-cache'),
  });
}

/** In place of `no-store`, which stands on every answer of the api. */
const caching =
  (value: string): NonNullable<FastifyStaticOptions['setHeaders']> =>
  (reply) =>
    reply.header('cache-control', value);

function serveDocument(fastify: FastifyInstance, folder: ConsoleFolder, mapOrigin: string | undefined): void {
  fastify.get('/*', (request, reply) => {
    if (!asksForDocument(request)) return reply.callNotFound();
    const nonce = randomBytes(NONCE_BYTES).toString('base64');
    return reply
      .type('text/html; charset=utf-8')
      .header('content-security-policy', contentSecurityPolicy(nonce, mapOrigin))
      .header('vary', 'accept')
      .send(folder.documentWith(nonce));
  });
}

/** A browser that opens an address; a path that ends in a file name is no page. */
function asksForDocument({ url, headers }: FastifyRequest): boolean {
  const [path = ''] = url.split('?', 1);
  return headers.accept?.includes('text/html') === true && !OF_THE_API.test(path) && !/\.[^/]*$/.test(path);
}
