import 'reflect-metadata';
import { randomBytes } from 'node:crypto';
import { NestFactory } from '@nestjs/core';
import { FastifyAdapter, type NestFastifyApplication } from '@nestjs/platform-fastify';
import { systemClock } from '#libs/kernel';
import { connectDatabase, createLogger } from '#libs/platform';
import { aTestAuthority } from '#libs/testing';
import { ApiModule } from '../api.module.js';
import { RequestContext } from '../request/request-context.js';
import { STRICT_ROUTES } from './strict-rate-limit.js';

/** The routes below /api/v1, of the whole api, that are marked `@StrictRateLimit()`, as Fastify knows them. */
async function strictRoutes(): Promise<readonly string[]> {
  const logger = createLogger('test', 'fatal');
  const url = 'postgres://nobody@127.0.0.1:1/none';
  const database = connectDatabase({ url, applicationName: 'test', maxConnections: 1, logger });
  const { issuer } = await aTestAuthority();
  const api = ApiModule.over({
    database,
    clock: systemClock,
    logger,
    requestContext: new RequestContext(),
    publicUrl: 'https://fieldgate.example',
    linkKey: randomBytes(32).toString('base64url'),
    issuer,
    announcements: { announce: () => undefined },
  });
  const adapter = new FastifyAdapter({ exposeHeadRoutes: false });
  const strict: string[] = [];
  adapter.getInstance().addHook('onRoute', ({ method, url: path, config }) => {
    if (config?.fieldgate?.rateLimit === 'strict') strict.push(`${String(method)} ${path}`);
  });
  const options = { logger: false, bodyParser: false, abortOnError: false } as const;
  const app = await NestFactory.create<NestFastifyApplication>(api, adapter, options);
  await app.init();
  await app.close();
  await database.close();
  return strict.sort();
}

describe('the strict rate limit', () => {
  it('holds where passwords, codes and link tokens are tried, and where strangers send something, and nowhere else', async () => {
    expect(await strictRoutes()).toEqual([...STRICT_ROUTES].sort());
  });
});
