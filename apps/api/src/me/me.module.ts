import { Module } from '@nestjs/common';
import { SignInServicesModule } from '../services/sign-in-services.module.js';
import { MeController } from './me.controller.js';
import { OwnSessionsController } from './own-sessions.controller.js';

/** What people do with their own account. */
@Module({
  imports: [SignInServicesModule],
  controllers: [MeController, OwnSessionsController],
})
export class MeModule {}
