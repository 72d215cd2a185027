import { Module } from '@nestjs/common';
import { CertificateRevocation } from '#libs/certificates';
import { Announcements } from '#libs/contracts/events';
import {
  Assignments,
  DeviceBatches,
  DeviceBatchNews,
  DeviceBatchStore,
  DeviceChangeStore,
  DeviceChanges,
  DeviceStore,
  Devices,
  DeviceTagStore,
  DeviceTags,
  FleetReader,
  MapReader,
  OrganizationDeviceCounts,
  PlaceTaking,
  ReplacementCandidates,
  ReplacementStore,
  Replacements,
  Retirement,
  RetirementStore,
  Stock,
  StockStore,
  TransferNews,
  TransferStore,
} from '#libs/devices';
import { AuditedWork, FleetAccess, OrganizationStore, Organizations } from '#libs/identity';
import { AdministratorNotices } from '#libs/notifications';
import { RegistryDatabase } from '#prisma';
import { AccessServicesModule } from './access-services.module.js';
import { CertificateServicesModule } from './certificate-services.module.js';
import { IdentityServicesModule } from './identity-services.module.js';
import { NotificationServicesModule } from './notification-services.module.js';
import { provide } from './provide.js';

/** Devices between factory, stock, customers and retirement. */
@Module({
  imports: [AccessServicesModule, CertificateServicesModule, IdentityServicesModule, NotificationServicesModule],
  providers: [
    provide(DeviceStore, [RegistryDatabase]),
    provide(TransferStore, [RegistryDatabase]),
    provide(ReplacementStore, [RegistryDatabase]),
    provide(StockStore, [RegistryDatabase]),
    provide(DeviceChangeStore, [RegistryDatabase]),
    provide(FleetReader, [RegistryDatabase]),
    provide(OrganizationDeviceCounts, [RegistryDatabase]),
    provide(DeviceBatchStore, [RegistryDatabase]),
    provide(MapReader, [RegistryDatabase]),
    provide(Devices, [DeviceStore, FleetAccess, AuditedWork, Announcements]),
    provide(Stock, [Organizations, StockStore, TransferStore, AuditedWork]),
    provide(TransferNews, [Announcements, AdministratorNotices]),
    provide(DeviceBatchNews, [DeviceBatchStore, OrganizationStore, TransferNews]),
    provide(DeviceBatches, [DeviceBatchStore, FleetReader, Organizations, AuditedWork, DeviceBatchNews]),
    provide(Assignments, [Organizations, FleetAccess, TransferStore, AuditedWork, TransferNews]),
    provide(RetirementStore, [RegistryDatabase]),
    provide(Retirement, [Devices, RetirementStore, CertificateRevocation, AuditedWork, Announcements]),
    provide(DeviceTagStore, [RegistryDatabase]),
    provide(DeviceTags, [Devices, DeviceTagStore, AuditedWork]),
    provide(DeviceChanges, [Devices, DeviceChangeStore, DeviceTags, AuditedWork]),
    provide(ReplacementCandidates, [DeviceStore, ReplacementStore]),
    provide(PlaceTaking, [DeviceStore, TransferStore, ReplacementStore, CertificateRevocation, Announcements]),
    provide(Replacements, [Organizations, Devices, ReplacementCandidates, PlaceTaking, AuditedWork]),
  ],
  exports: [
    DeviceBatches,
    DeviceStore,
    Devices,
    FleetReader,
    OrganizationDeviceCounts,
    MapReader,
    Stock,
    Assignments,
    DeviceChanges,
    Replacements,
    Retirement,
  ],
})
export class DeviceServicesModule {}
