import { Module } from '@nestjs/common';
import { AuthModule } from '../auth/auth.module.js';
import { IdentityServicesModule } from '../services/identity-services.module.js';
import { SessionsController } from './sessions.controller.js';

/** Signing in and out. */
@Module({
  imports: [AuthModule, IdentityServicesModule],
  controllers: [SessionsController],
})
export class SessionsModule {}
