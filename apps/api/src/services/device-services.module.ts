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
  ReplacementStore,
  Replacements,
  Stock,
  StockStore,
  TransferStore,
} from '#libs/devices';
import { AuditedWork, AuditTrail, FleetAccess, Organizations } from '#libs/identity';
import { Clock } from '#libs/kernel';
import { RegistryDatabase } from '#prisma';
import { AccessServicesModule } from './access-services.module.js';
import { CertificateServicesModule } from './certificate-services.module.js';
import { IdentityServicesModule } from './identity-services.module.js';
import { provide, provideBy } from './provide.js';

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
    provide(MapReader, [RegistryDatabase]),
    provide(Devices, [DeviceStore, FleetAccess, AuditedWork, Announcements]),
    provide(Stock, [Organizations, StockStore, TransferStore, AuditedWork]),
    provide(Assignments, [Organizations, FleetAccess, TransferStore, AuditedWork, Announcements]),
    provide(DeviceChanges, [Devices, DeviceChangeStore, AuditedWork]),
    provideBy(
      Replacements,
      [
        Organizations,
        Devices,
        DeviceStore,
        TransferStore,
        ReplacementStore,
        CertificateRevocation,
        RegistryDatabase,
        AuditTrail,
        Announcements,
        Clock,
      ],
      (organizations, devices, store, transfers, replacements, revocation, unitOfWork, audit, announcements, clock) => {
        const stores = { devices: store, transfers, replacements };
        const records = { unitOfWork, audit, announcements, clock };
        return new Replacements(organizations, devices, stores, revocation, records);
      },
    ),
  ],
  exports: [DeviceStore, Devices, FleetReader, MapReader, Stock, Assignments, DeviceChanges, Replacements],
})
export class DeviceServicesModule {}
