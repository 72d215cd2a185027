import 'reflect-metadata';
import cookie from '@fastify/cookie';
import helmet from '@fastify/helmet';
import { NestFactory } from '@nestjs/core';
import { FastifyAdapter, type NestFastifyApplication } from '@nestjs/platform-fastify';
import type { FastifyInstance } from 'fastify';
import { NestLog } from '#libs/platform';
import { ApiModule } from './api.module.js';
import type { ApiOptions } from './api-options.js';
import { compressAnswers } from './compression/compression.js';
import { serveConsole } from './console/serve-console.js';
import { serveDocumentation } from './documentation/serve-documentation.js';
import { tagAnswers } from './entity-tags/tagged.js';
import { Metrics } from './observability/metrics.js';
import { refuseBeforeRouting, refuseUnreadable } from './problems/early-refusals.js';
import { BODY_LIMIT_BYTES } from './problems/framework-failures.js';
import { RateLimits } from './rate-limits/rate-limits.js';
import { logAccess } from './request/access-log.js';
import { readCsvWhereAsked, STREAMED_FILE_TIMEOUT_MS } from './request/csv-body.js';
import { readJsonInUtf8 } from './request/json-body.js';
import { giveLongAnswersTime } from './request/may-take-long.js';
import { correlationIdOf } from './request/request-context.js';
import { RouteTable } from './request/route-table.js';
import { cutSlowBodies } from './request/slow-bodies.js';
import { cuttingSlowHeaders } from './request/slow-headers.js';

/** How long an answer may take, milliseconds; a route that streams sets its own. */
const HANDLER_TIMEOUT_MS = 30_000;
/** Longer path parameters are refused: a link token has 64 characters. */
const PARAMETER_CHARACTERS = 200;

/**
 * Builds the api, ready to listen.
 *
 * Closing it lets running requests finish; the database stays the caller's.
 */
export async function createApi(options: ApiOptions): Promise<NestFastifyApplication> {
  const adapter = new FastifyAdapter({
    bodyLimit: BODY_LIMIT_BYTES,
    // The longest any route takes; all others are cut earlier (cutSlowBodies).
    ...cuttingSlowHeaders(STREAMED_FILE_TIMEOUT_MS),
    handlerTimeout: HANDLER_TIMEOUT_MS,
    routerOptions: { maxParamLength: PARAMETER_CHARACTERS },
    trustProxy: [...(options.trustedProxies ?? [])],
    genReqId: correlationIdOf,
    frameworkErrors: refuseBeforeRouting,
    clientErrorHandler: refuseUnreadable,
  });
  const app = await NestFactory.create<NestFastifyApplication>(ApiModule.over(options), adapter, {
    logger: new NestLog(options.logger),
    // Nest's parser would take forms as well.
    bodyParser: false,
    abortOnError: false,
  });
  const fastify = adapter.getInstance();
  fastify.removeContentTypeParser('text/plain');
  readJsonInUtf8(fastify);
  readCsvWhereAsked(fastify);
  cutSlowBodies(fastify);
  giveLongAnswersTime(fastify);
  const routes = app.get(RouteTable);
  fastify.addHook('onRoute', ({ method, url }) => routes.add(method, url));
  options.requestContext.install(fastify);
  logAccess(fastify, options.logger, app.get(Metrics));
  letGoOfConnections(fastify);
  tagAnswers(fastify);
  compressAnswers(fastify);
  await app.get(RateLimits).install(fastify);
  await app.register(cookie);
  await secure(app, options.publicUrl);
  app.setGlobalPrefix('api/v1', { exclude: ['health/live', 'health/ready'] });
  serveDocumentation(app);
  if (options.consoleDirectory !== undefined) {
    const publicOrigin = new URL(options.publicUrl).origin;
    const settings = { directory: options.consoleDirectory, publicOrigin, map: options.foreignMap };
    await serveConsole(fastify, settings, options.logger);
  }
  await app.init();
  await fastify.ready();
  return app;
}

/** While the api stops, each answer ends its connection: one kept alive would hold the stop up until its client lets go. */
function letGoOfConnections(fastify: FastifyInstance): void {
  let stopping = false;
  fastify.addHook('preClose', (done) => {
    stopping = true;
    done();
  });
  fastify.addHook('onSend', (_request, reply, payload, done) => {
    if (stopping) reply.header('connection', 'close');
    done(null, payload);
  });
}

async function secure(app: NestFastifyApplication, publicUrl: string): Promise<void> {
  const encrypted = publicUrl.startsWith('https:');
  await app.register(helmet, {
    referrerPolicy: { policy: 'no-referrer' },
    // Without a proxy that speaks TLS these two would send browsers where nobody answers.
    strictTransportSecurity: encrypted && { includeSubDomains: false },
    contentSecurityPolicy: { directives: { upgradeInsecureRequests: encrypted ? [] : null } },
  });
  // Answers hold tokens and personal data; a resource that may be cached says so itself.
  app
    .getHttpAdapter()
    .getInstance()
    .addHook('onRequest', (_request, reply, done) => {
      reply.header('cache-control', 'no-store');
      done();
    });
}
