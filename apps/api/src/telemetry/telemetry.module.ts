import { Module } from '@nestjs/common';
import { Pool } from 'pg';
import { TelemetryReader } from '#libs/telemetry';
import { AgreementServicesModule } from '../services/agreement-services.module.js';
import { provide } from '../services/provide.js';
import { TelemetryController } from './telemetry.controller.js';

/** What devices measured. */
@Module({
  imports: [AgreementServicesModule],
  controllers: [TelemetryController],
  providers: [provide(TelemetryReader, [Pool])],
  exports: [TelemetryReader],
})
export class TelemetryModule {}
