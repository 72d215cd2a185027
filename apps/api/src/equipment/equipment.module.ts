import { Module } from '@nestjs/common';
import { EquipmentServicesModule } from '../services/equipment-services.module.js';
import { AssetKindsController } from './asset-kinds.controller.js';
import { EquipmentModelsController } from './equipment-models.controller.js';

/** Kinds and models of equipment. */
@Module({
  imports: [EquipmentServicesModule],
  controllers: [AssetKindsController, EquipmentModelsController],
})
export class EquipmentModule {}
