import { Module } from '@nestjs/common';
import { CertificateRevocation } from '#libs/certificates';
import { Announcements } from '#libs/contracts/events';
import {
  Assignments,
  DeviceChangeStore,
  DeviceChanges,
  DeviceStore,
  Devices,
  FleetReader,
  MapReader,
  OrganizationDeviceCounts,
  PlaceTaking,
  ReplacementCandidates,
  ReplacementStore,
  Replacements,
  Stock,
  StockStore,
  TransferStore,
} from '#libs/devices';
import { AuditedWork, FleetAccess, Organizations } from '#libs/identity';
import { RegistryDatabase } from '#prisma';
import { AccessServicesModule } from './access-services.module.js';
import { CertificateServicesModule } from './certificate-services.module.js';
import { IdentityServicesModule } from './identity-services.module.js';
import { provide } from './provide.js';

/** Devices between factory, stock, customers and retirement. */
@Module({
  imports: [AccessServicesModule, CertificateServicesModule, IdentityServicesModule],
  providers: [
    provide(DeviceStore, [RegistryDatabase]),
    provide(TransferStore, [RegistryDatabase]),
    provide(ReplacementStore, [RegistryDatabase]),
    provide(StockStore, [RegistryDatabase]),
    provide(DeviceChangeStore, [RegistryDatabase]),
    provide(FleetReader, [RegistryDatabase]),
    provide(OrganizationDeviceCounts, [RegistryDatabase]),
    provide(MapReader, [RegistryDatabase]),
    provide(Devices, [DeviceStore, FleetAccess, AuditedWork, Announcements]),
    provide(Stock, [Organizations, StockStore, TransferStore, AuditedWork]),
    provide(Assignments, [Organizations, FleetAccess, TransferStore, AuditedWork, Announcements]),
    provide(DeviceChanges, [Devices, DeviceChangeStore, AuditedWork]),
    provide(ReplacementCandidates, [DeviceStore, ReplacementStore]),
    provide(PlaceTaking, [DeviceStore, TransferStore, ReplacementStore, CertificateRevocation, Announcements]),
    provide(Replacements, [Organizations, Devices, ReplacementCandidates, PlaceTaking, AuditedWork]),
  ],
  exports: [
    DeviceStore,
    Devices,
    FleetReader,
    OrganizationDeviceCounts,
    MapReader,
    Stock,
    Assignments,
    DeviceChanges,
    Replacements,
  ],
})
export class DeviceServicesModule {}
