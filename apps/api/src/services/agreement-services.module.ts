import { Module } from '@nestjs/common';
import {
  ContractEnds,
  ContractStore,
  Contracts,
  DeviceOwnerships,
  InstalledDevices,
  OnboardingReader,
  OwnedDeviceStore,
  OwnedDevices,
  ProposalStore,
  Proposals,
  Registration,
  RegistrationDraftStore,
  RegistrationDrafts,
  RegistrationRequestStore,
  RegistrationRequests,
  RegistrationStore,
  ServedDevices,
  ServiceTerms,
} from '#libs/agreements';
import { DeviceStore, Devices, OwnershipStore } from '#libs/devices';
import { AssetStore, Assets, InstallationStore } from '#libs/equipment';
import { Accounts, AuditedWork, AuditTrail, FleetAccess } from '#libs/identity';
import { Clock } from '#libs/kernel';
import { AdministratorNotices, Outbox } from '#libs/notifications';
import { SiteStore } from '#libs/sites';
import { RegistryDatabase } from '#prisma';
import { AccessServicesModule } from './access-services.module.js';
import { DeviceServicesModule } from './device-services.module.js';
import { EquipmentServicesModule } from './equipment-services.module.js';
import { IdentityServicesModule } from './identity-services.module.js';
import { NotificationServicesModule } from './notification-services.module.js';
import { PeopleServicesModule } from './people-services.module.js';
import { provide } from './provide.js';
import { SiteServicesModule } from './site-services.module.js';

/** Registration, contracts and proposals, and what a contract lets be read and issued. */
@Module({
  imports: [
    AccessServicesModule,
    DeviceServicesModule,
    EquipmentServicesModule,
    IdentityServicesModule,
    NotificationServicesModule,
    PeopleServicesModule,
    SiteServicesModule,
  ],
  providers: [
    provide(RegistrationRequestStore, [RegistryDatabase]),
    provide(RegistrationRequests, [RegistrationRequestStore, RegistryDatabase, AuditTrail, Clock]),
    provide(RegistrationStore, [RegistryDatabase, DeviceStore, SiteStore, AssetStore, InstallationStore]),
    provide(Registration, [Accounts, RegistrationStore, AuditedWork, RegistrationRequests, Outbox]),
    provide(RegistrationDraftStore, [RegistryDatabase]),
    provide(RegistrationDrafts, [RegistrationDraftStore, RegistryDatabase, Clock]),
    provide(OnboardingReader, [RegistryDatabase]),
    provide(ContractStore, [RegistryDatabase]),
    provide(ContractEnds, [RegistryDatabase]),
    provide(Contracts, [ContractStore, RegistryDatabase, AuditTrail, Clock]),
    provide(ServiceTerms, [ContractStore, Clock]),
    provide(ServedDevices, [Devices, ServiceTerms]),
    provide(OwnershipStore, [RegistryDatabase]),
    provide(DeviceOwnerships, [Devices, OwnershipStore, ServiceTerms]),
    provide(InstalledDevices, [InstallationStore, Assets, ServiceTerms]),
    provide(ProposalStore, [RegistryDatabase]),
    provide(Proposals, [ProposalStore, AssetStore, FleetAccess, AuditedWork, AdministratorNotices]),
    provide(OwnedDeviceStore, [RegistryDatabase, Clock]),
    provide(OwnedDevices, [OwnedDeviceStore]),
  ],
  exports: [
    RegistrationDrafts,
    RegistrationRequests,
    Registration,
    OnboardingReader,
    ContractEnds,
    Contracts,
    ServedDevices,
    DeviceOwnerships,
    InstalledDevices,
    Proposals,
    OwnedDevices,
  ],
})
export class AgreementServicesModule {}
