import { Module } from '@nestjs/common';
import { AuthModule } from '../auth/auth.module.js';
import { SignInServicesModule } from '../services/sign-in-services.module.js';
import { SessionsController } from './sessions.controller.js';

/** Signing in and out. */
@Module({
  imports: [AuthModule, SignInServicesModule],
  controllers: [SessionsController],
})
export class SessionsModule {}
