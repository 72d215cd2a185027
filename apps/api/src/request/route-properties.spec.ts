import { HOUR_MS } from '#libs/kernel';
import 'reflect-metadata';
import { Controller, Get, Module, Post } from '@nestjs/common';
import { NestFactory } from '@nestjs/core';
import { FastifyAdapter, type NestFastifyApplication } from '@nestjs/platform-fastify';
import { ExportsController } from '../exports/exports.controller.js';
import { ImportsController } from '../imports/imports.controller.js';
import { BulkInvitationsController } from '../invitations/bulk-invitations.controller.js';
import { HealthController } from '../observability/health.controller.js';
import { NotRateLimited } from '../rate-limits/not-rate-limited.js';
import { StrictRateLimit } from '../rate-limits/strict-rate-limit.js';
import { CsvBody, readCsvWhereAsked } from './csv-body.js';
import { giveLongAnswersTime, MayTakeLong } from './may-take-long.js';

@Controller('things')
class ThingsController {
  @Get('plain')
  plain() {
    return {};
  }

  @Get('strict')
  @StrictRateLimit()
  strict() {
    return {};
  }

  @Post('file')
  @CsvBody('streamed')
  @NotRateLimited()
  @MayTakeLong(900_000)
  file() {
    return {};
  }
}

/** Each route of some controllers as Fastify knows it. */
async function routesOf(...controllers: (new (...parts: never[]) => unknown)[]) {
  @Module({ controllers, providers: [] })
  class TheseModule {}
  const adapter = new FastifyAdapter({ handlerTimeout: 30_000, exposeHeadRoutes: true });
  const routes = new Map<string, unknown>();
  const fastify = adapter.getInstance();
  readCsvWhereAsked(fastify);
  giveLongAnswersTime(fastify);
  fastify.addHook('onRoute', ({ method, url, config, handlerTimeout }) => {
    routes.set(`${String(method)} ${url}`, { ...config?.fieldgate, handlerTimeout });
  });
  const app = await NestFactory.create<NestFastifyApplication>(TheseModule, adapter, {
    logger: false,
    bodyParser: false,
    abortOnError: false,
  });
  await app.init();
  await app.close();
  return routes;
}

describe('what decorators say of a route', () => {
  it('reaches Fastify, all of it, for HEAD as for GET, and no other route', async () => {
    const routes = await routesOf(ThingsController);
    expect(routes.get('GET /things/plain')).toEqual({ handlerTimeout: undefined });
    expect(routes.get('GET /things/strict')).toMatchObject({ rateLimit: 'strict' });
    expect(routes.get('HEAD /things/strict')).toMatchObject({ rateLimit: 'strict' });
    expect(routes.get('POST /things/file')).toEqual({
      csvBody: 'streamed',
      rateLimit: 'none',
      answerWithinMs: 900_000,
      handlerTimeout: 900_000,
    });
  });

  it.each([
    { of: ExportsController.prototype.export, is: { answerWithinMs: HOUR_MS } },
    { of: ImportsController.prototype.receive, is: { csvBody: 'streamed', answerWithinMs: 900_000 } },
    { of: BulkInvitationsController.prototype.invite, is: { csvBody: 'whole' } },
    { of: HealthController.prototype.live, is: { rateLimit: 'none' } },
    { of: HealthController.prototype.ready, is: { rateLimit: 'none' } },
  ])('$is is said of $of.name', ({ of, is }) => {
    expect(Reflect.getMetadata('fieldgate:route-properties', of)).toEqual(is);
  });
});
