import { Module } from '@nestjs/common';
import { AgreementServicesModule } from '../services/agreement-services.module.js';
import { EquipmentServicesModule } from '../services/equipment-services.module.js';
import { TelemetryModule } from '../telemetry/telemetry.module.js';
import { AssetConfigurationsController } from './asset-configurations.controller.js';
import { AssetTelemetryController } from './asset-telemetry.controller.js';
import { AssetsController } from './assets.controller.js';
import { InstallationsController } from './installations.controller.js';

/** Equipment, what is installed on it and what that measures. */
@Module({
  imports: [AgreementServicesModule, EquipmentServicesModule, TelemetryModule],
  controllers: [AssetConfigurationsController, AssetTelemetryController, AssetsController, InstallationsController],
})
export class AssetsModule {}
