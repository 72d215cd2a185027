import { Module } from '@nestjs/common';
import { IdempotencyModule } from '../idempotency/idempotency.module.js';
import { AgreementServicesModule } from '../services/agreement-services.module.js';
import { ContractsController } from './contracts.controller.js';

/** Service contracts. */
@Module({
  imports: [AgreementServicesModule, IdempotencyModule],
  controllers: [ContractsController],
})
export class ContractsModule {}
