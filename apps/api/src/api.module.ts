import { type DynamicModule, Module } from '@nestjs/common';
import { APP_FILTER, APP_GUARD, APP_PIPE } from '@nestjs/core';
import type { ApiOptions } from './api-options.js';
import { SessionGuard } from './auth/session.guard.js';
import { FleetModule } from './fleet/fleet.module.js';
import { IdentityModule } from './identity/identity.module.js';
import { PlatformModule } from './platform/platform.module.js';
import { ProblemFilter } from './problems/problem.filter.js';
import { RefusalAudit } from './problems/refusal-audit.js';
import { RequestValidationPipe } from './request/request-validation.pipe.js';

/** The whole api: every route needs a session, every parameter is checked, every failure is a problem document. */
@Module({})
export class ApiModule {
  static over(options: ApiOptions): DynamicModule {
    return {
      module: ApiModule,
      imports: [PlatformModule.over(options), IdentityModule, FleetModule.over(options)],
      providers: [
        { provide: APP_GUARD, useClass: SessionGuard },
        { provide: APP_PIPE, useClass: RequestValidationPipe },
        RefusalAudit,
        { provide: APP_FILTER, useClass: ProblemFilter },
      ],
    };
  }
}
