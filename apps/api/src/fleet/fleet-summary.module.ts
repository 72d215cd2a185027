import { Module } from '@nestjs/common';
import { DeviceServicesModule } from '../services/device-services.module.js';
import { FleetSummaryController } from './fleet-summary.controller.js';

/** The numbers a console begins with. */
@Module({
  imports: [DeviceServicesModule],
  controllers: [FleetSummaryController],
})
export class FleetSummaryModule {}
