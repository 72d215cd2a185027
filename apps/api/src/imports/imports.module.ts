import { Module } from '@nestjs/common';
import { EquipmentStore, MeasurementBatches } from '#libs/equipment';
import { AuditedWork, CustomerBatches, Organizations } from '#libs/identity';
import {
  AssetImportStore,
  AssetsImport,
  CustomersImport,
  DeviceImportStore,
  DevicesImport,
  ImportStore,
  ImportSubjects,
  Imports,
  OilTestsImport,
} from '#libs/imports';
import { Clock } from '#libs/kernel';
import { RegistryDatabase } from '#prisma';
import { EquipmentServicesModule } from '../services/equipment-services.module.js';
import { IdentityServicesModule } from '../services/identity-services.module.js';
import { provide } from '../services/provide.js';
import { ImportsController } from './imports.controller.js';

/** Files of rows, as far as they are handed in and asked after; the worker does the rest. */
@Module({
  imports: [EquipmentServicesModule, IdentityServicesModule],
  controllers: [ImportsController],
  providers: [
    provide(CustomerBatches, [RegistryDatabase, Clock]),
    provide(CustomersImport, [CustomerBatches]),
    provide(AssetImportStore, [RegistryDatabase]),
    provide(AssetsImport, [AssetImportStore, EquipmentStore]),
    provide(DeviceImportStore, [RegistryDatabase]),
    provide(DevicesImport, [DeviceImportStore]),
    provide(MeasurementBatches, [RegistryDatabase]),
    provide(OilTestsImport, [MeasurementBatches]),
    provide(ImportSubjects, [CustomersImport, AssetsImport, DevicesImport, OilTestsImport]),
    provide(ImportStore, [RegistryDatabase]),
    provide(Imports, [ImportSubjects, ImportStore, Organizations, AuditedWork]),
  ],
})
export class ImportsModule {}
