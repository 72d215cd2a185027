import { Module } from '@nestjs/common';
import { IdempotencyModule } from '../idempotency/idempotency.module.js';
import { AgreementServicesModule } from '../services/agreement-services.module.js';
import { DeviceServicesModule } from '../services/device-services.module.js';
import { TelemetryModule } from '../telemetry/telemetry.module.js';
import { DeviceAssignmentsController } from './device-assignments.controller.js';
import { DeviceBatchesController } from './device-batches.controller.js';
import { DeviceChangesController } from './device-changes.controller.js';
import { DeviceDispatchesController } from './device-dispatches.controller.js';
import { DeviceHistoryController } from './device-history.controller.js';
import { DeviceModelsController } from './device-models.controller.js';
import { DevicesController } from './devices.controller.js';
import { FirstConnectionController } from './first-connection.controller.js';

/** Devices, from stock to retirement. */
@Module({
  imports: [AgreementServicesModule, DeviceServicesModule, IdempotencyModule, TelemetryModule],
  controllers: [
    DeviceAssignmentsController,
    DeviceBatchesController,
    DeviceChangesController,
    DeviceDispatchesController,
    DeviceHistoryController,
    DeviceModelsController,
    DevicesController,
    FirstConnectionController,
  ],
})
export class DevicesModule {}
