import { Module } from '@nestjs/common';
import { IdempotencyModule } from '../idempotency/idempotency.module.js';
import { AgreementServicesModule } from '../services/agreement-services.module.js';
import { RegistrationsController } from './registrations.controller.js';

/** The one form that makes a customer. */
@Module({
  imports: [AgreementServicesModule, IdempotencyModule],
  controllers: [RegistrationsController],
})
export class RegistrationsModule {}
