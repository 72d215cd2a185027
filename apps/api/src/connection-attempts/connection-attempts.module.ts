import { Module } from '@nestjs/common';
import { DeviceServicesModule } from '../services/device-services.module.js';
import { ConnectionAttemptsController } from './connection-attempts.controller.js';

/** Clients that were refused. */
@Module({ imports: [DeviceServicesModule], controllers: [ConnectionAttemptsController] })
export class ConnectionAttemptsModule {}
