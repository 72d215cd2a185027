import { Module } from '@nestjs/common';
import { SignInServicesModule } from '../services/sign-in-services.module.js';
import { SecondFactorController } from './second-factor.controller.js';

/** Second factors. */
@Module({
  imports: [SignInServicesModule],
  controllers: [SecondFactorController],
})
export class SecondFactorModule {}
