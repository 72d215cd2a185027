import { Module } from '@nestjs/common';
import { IdentityServicesModule } from '../services/identity-services.module.js';
import { AuditEventsController } from './audit-events.controller.js';

/** Who did what. */
@Module({
  imports: [IdentityServicesModule],
  controllers: [AuditEventsController],
})
export class AuditEventsModule {}
