import { Module } from '@nestjs/common';
import { AgreementServicesModule } from '../services/agreement-services.module.js';
import { OnboardingController } from './onboarding.controller.js';

/** How far customers have come. */
@Module({
  imports: [AgreementServicesModule],
  controllers: [OnboardingController],
})
export class OnboardingModule {}
