import { Module } from '@nestjs/common';
import { AgreementServicesModule } from '../services/agreement-services.module.js';
import { DeviceServicesModule } from '../services/device-services.module.js';
import { EquipmentServicesModule } from '../services/equipment-services.module.js';
import { FleetForecastController } from './fleet-forecast.controller.js';
import { FleetSummaryController } from './fleet-summary.controller.js';

/** The numbers a console begins with. */
@Module({
  imports: [AgreementServicesModule, DeviceServicesModule, EquipmentServicesModule],
  controllers: [FleetForecastController, FleetSummaryController],
})
export class FleetSummaryModule {}
