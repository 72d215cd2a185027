import { Module } from '@nestjs/common';
import { Pool } from 'pg';
import { DeviceOwnerships } from '#libs/agreements';
import { TelemetryReader } from '#libs/telemetry';
import { AgreementServicesModule } from '../services/agreement-services.module.js';
import { provide } from '../services/provide.js';
import { ChartEvents } from './chart-events.js';
import { SeriesController } from './series.controller.js';
import { TelemetryController } from './telemetry.controller.js';
import { TrackController } from './track.controller.js';

/** What devices measured. */
@Module({
  imports: [AgreementServicesModule],
  controllers: [SeriesController, TelemetryController, TrackController],
  providers: [provide(TelemetryReader, [Pool]), provide(ChartEvents, [DeviceOwnerships, TelemetryReader])],
  exports: [TelemetryReader],
})
export class TelemetryModule {}
