import { Module } from '@nestjs/common';
import { APP_GUARD } from '@nestjs/core';
import { IdentityServicesModule } from '../services/identity-services.module.js';
import { SignInServicesModule } from '../services/sign-in-services.module.js';
import { SessionGuard } from './session.guard.js';
import { SessionAnswer } from './session-answer.js';

/** Who a request speaks for: every route of the api needs a session or a key, but for those marked `@Public()`. */
@Module({
  imports: [IdentityServicesModule, SignInServicesModule],
  providers: [{ provide: APP_GUARD, useClass: SessionGuard }, SessionAnswer],
  exports: [SessionAnswer],
})
export class AuthModule {}
