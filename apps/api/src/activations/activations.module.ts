import { Module } from '@nestjs/common';
import { AuthModule } from '../auth/auth.module.js';
import { SignInServicesModule } from '../services/sign-in-services.module.js';
import { ActivationsController } from './activations.controller.js';

/** The links that open accounts. */
@Module({
  imports: [AuthModule, SignInServicesModule],
  controllers: [ActivationsController],
})
export class ActivationsModule {}
