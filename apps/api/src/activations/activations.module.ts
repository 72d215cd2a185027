import { Module } from '@nestjs/common';
import { AuthModule } from '../auth/auth.module.js';
import { IdentityServicesModule } from '../services/identity-services.module.js';
import { ActivationsController } from './activations.controller.js';

/** The links that open accounts. */
@Module({
  imports: [AuthModule, IdentityServicesModule],
  controllers: [ActivationsController],
})
export class ActivationsModule {}
