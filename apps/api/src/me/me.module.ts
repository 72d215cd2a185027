import { Module } from '@nestjs/common';
import { IdentityServicesModule } from '../services/identity-services.module.js';
import { MeController } from './me.controller.js';
import { OwnSessionsController } from './own-sessions.controller.js';

/** What people do with their own account. */
@Module({
  imports: [IdentityServicesModule],
  controllers: [MeController, OwnSessionsController],
})
export class MeModule {}
