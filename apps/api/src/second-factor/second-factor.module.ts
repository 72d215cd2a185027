import { Module } from '@nestjs/common';
import { IdentityServicesModule } from '../services/identity-services.module.js';
import { SecondFactorController } from './second-factor.controller.js';

/** Second factors. */
@Module({
  imports: [IdentityServicesModule],
  controllers: [SecondFactorController],
})
export class SecondFactorModule {}
