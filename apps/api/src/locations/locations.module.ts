import { Module } from '@nestjs/common';
import { DeviceServicesModule } from '../services/device-services.module.js';
import { LocationsController } from './locations.controller.js';

/** The map. */
@Module({
  imports: [DeviceServicesModule],
  controllers: [LocationsController],
})
export class LocationsModule {}
