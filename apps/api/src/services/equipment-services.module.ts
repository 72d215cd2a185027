import { Module } from '@nestjs/common';
import { Devices } from '#libs/devices';
import {
  AssetConfigurationStore,
  AssetConfigurations,
  AssetCounts,
  AssetCreation,
  AssetReader,
  AssetStore,
  Assets,
  EquipmentCatalog,
  EquipmentStore,
  InstallationStore,
  Installations,
  MeasurementStore,
  OfflineMeasurements,
} from '#libs/equipment';
import { AuditedWork, AuditTrail, FleetAccess, Organizations } from '#libs/identity';
import { Clock } from '#libs/kernel';
import { RegistryDatabase } from '#prisma';
import { AccessServicesModule } from './access-services.module.js';
import { DeviceServicesModule } from './device-services.module.js';
import { IdentityServicesModule } from './identity-services.module.js';
import { provide } from './provide.js';

/** Models, assets, what is installed on them, and what is measured of them by hand. */
@Module({
  imports: [AccessServicesModule, DeviceServicesModule, IdentityServicesModule],
  providers: [
    provide(EquipmentStore, [RegistryDatabase]),
    provide(EquipmentCatalog, [EquipmentStore, Organizations, RegistryDatabase, AuditTrail, Clock]),
    provide(AssetStore, [RegistryDatabase]),
    provide(AssetReader, [RegistryDatabase]),
    provide(AssetCounts, [RegistryDatabase]),
    provide(Assets, [AssetStore, FleetAccess, EquipmentCatalog, AuditedWork]),
    provide(InstallationStore, [RegistryDatabase]),
    provide(Installations, [InstallationStore, Devices, Assets, AuditedWork]),
    provide(AssetCreation, [AssetStore, Organizations, EquipmentCatalog, Installations, AuditedWork]),
    provide(AssetConfigurationStore, [RegistryDatabase]),
    provide(AssetConfigurations, [AssetConfigurationStore, Assets, RegistryDatabase, AuditTrail, Clock]),
    provide(MeasurementStore, [RegistryDatabase]),
    provide(OfflineMeasurements, [Assets, MeasurementStore, AuditedWork]),
  ],
  exports: [
    EquipmentCatalog,
    EquipmentStore,
    AssetStore,
    Assets,
    AssetCreation,
    AssetReader,
    AssetCounts,
    InstallationStore,
    Installations,
    AssetConfigurations,
    OfflineMeasurements,
  ],
})
export class EquipmentServicesModule {}
