import 'reflect-metadata';
import { randomBytes } from 'node:crypto';
import { NestFactory } from '@nestjs/core';
import { systemClock } from '#libs/kernel';
import { connectDatabase, createLogger } from '#libs/platform';
import { aTestAuthority } from '#libs/testing';
import { ApiModule } from './api.module.js';
import { RequestContext } from './request/request-context.js';

describe('the modules of the api', () => {
  it('import all that their controllers and services are made of, without asking the database', async () => {
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
    const context = await NestFactory.createApplicationContext(api, { logger: false, abortOnError: false });
    expect(database.pool.totalCount).toBe(0);
    await context.close();
    await database.close();
  });
});
