import { type DynamicModule, Global, Module } from '@nestjs/common';
import { Pool } from 'pg';
import { Announcements } from '#libs/contracts/events';
import { owaspCost, SESSION_IDLE_MS } from '#libs/identity';
import { Clock, UnitOfWork } from '#libs/kernel';
import { CertificateIssuer } from '#libs/pki';
import { DatabaseSpace, Readiness } from '#libs/platform';
import { RegistryDatabase } from '#prisma';
import type { ApiOptions } from '../api-options.js';
import { SessionCookie } from '../auth/session-cookie.js';
import { HealthController } from '../observability/health.controller.js';
import { LogSink } from '../observability/log-sink.js';
import { Metrics } from '../observability/metrics.js';
import { RateLimits } from '../rate-limits/rate-limits.js';
import { RequestContext } from '../request/request-context.js';
import { RouteTable } from '../request/route-table.js';
import { LinkSettings } from './link-settings.js';
import { SignInSettings } from './sign-in-settings.js';

/** What every resource stands on: configuration, database, clock, authority, bus, log, metrics and the context of the request. */
@Global()
@Module({ controllers: [HealthController] })
export class PlatformModule {
  static over(options: ApiOptions): DynamicModule {
    const { database, clock, logger, linkKey, publicUrl, requestContext } = options;
    const { sessionIdleMs = SESSION_IDLE_MS, passwordChange = 'recommended', passwordCost = owaspCost } = options;
    const space = new DatabaseSpace(clock);
    const readiness = new Readiness([
      { part: 'database', check: async () => void (await database.pool.query('SELECT 1')) },
      space,
    ]);
    const providers = [
      { provide: Pool, useValue: database.pool },
      { provide: RegistryDatabase, useValue: database.registry },
      { provide: UnitOfWork, useExisting: RegistryDatabase },
      { provide: Clock, useValue: clock },
      { provide: CertificateIssuer, useValue: options.issuer },
      { provide: Announcements, useValue: options.announcements },
      { provide: LogSink, useValue: logger },
      { provide: LinkSettings, useValue: new LinkSettings(publicUrl, linkKey) },
      { provide: SignInSettings, useValue: new SignInSettings(sessionIdleMs, passwordChange, passwordCost) },
      { provide: RateLimits, useValue: new RateLimits(options.rateLimits) },
      { provide: SessionCookie, useValue: new SessionCookie(publicUrl) },
      { provide: Readiness, useValue: readiness },
      { provide: DatabaseSpace, useValue: space },
      Metrics,
      { provide: RequestContext, useValue: requestContext },
      RouteTable,
    ];
    return { module: PlatformModule, providers, exports: providers };
  }
}
