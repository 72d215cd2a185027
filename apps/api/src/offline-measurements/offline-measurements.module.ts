import { Module } from '@nestjs/common';
import { EquipmentServicesModule } from '../services/equipment-services.module.js';
import { OfflineMeasurementsController } from './offline-measurements.controller.js';

/** What was measured by hand. */
@Module({
  imports: [EquipmentServicesModule],
  controllers: [OfflineMeasurementsController],
})
export class OfflineMeasurementsModule {}
