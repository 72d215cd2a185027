import { Module } from '@nestjs/common';
import { AgreementServicesModule } from '../services/agreement-services.module.js';
import { RegistrationRequestsController } from './registration-requests.controller.js';

/** What strangers ask for. */
@Module({
  imports: [AgreementServicesModule],
  controllers: [RegistrationRequestsController],
})
export class RegistrationRequestsModule {}
