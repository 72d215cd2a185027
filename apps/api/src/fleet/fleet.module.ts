import { type DynamicModule, type FactoryProvider, Module, type Type } from '@nestjs/common';
import { Pool } from 'pg';
import {
  Contracts,
  DeviceOwnerships,
  InstalledDevices,
  OnboardingReader,
  OwnedDevices,
  Proposals,
  Registration,
  RegistrationRequests,
  ServiceTerms,
} from '#libs/agreements';
import { CertificateRevocation, DeviceCertificates, RevocationListPublication } from '#libs/certificates';
import { Assignments, DeviceChanges, Devices, FleetReader, Replacements, Stock } from '#libs/devices';
import {
  AssetConfigurations,
  AssetCounts,
  AssetCreation,
  AssetReader,
  Assets,
  EquipmentCatalog,
  Installations,
  OfflineMeasurements,
} from '#libs/equipment';
import { Accounts, AuditTrail, CodeThrottle, LinkTokens, OrganizationKeys, Organizations } from '#libs/identity';
import { Imports } from '#libs/imports';
import { Clock } from '#libs/kernel';
import { CertificateIssuer } from '#libs/pki';
import { ShareAcceptance, SiteSharing, Sites } from '#libs/sites';
import { TableArrangements } from '#libs/tables';
import { TelemetryReader } from '#libs/telemetry';
import { RegistryDatabase } from '#prisma';
import type { ApiOptions } from '../api-options.js';
import { AssetConfigurationsController } from '../assets/asset-configurations.controller.js';
import { AssetTelemetryController } from '../assets/asset-telemetry.controller.js';
import { AssetsController } from '../assets/assets.controller.js';
import { InstallationsController } from '../assets/installations.controller.js';
import { DeviceCertificatesController } from '../certificates/device-certificates.controller.js';
import { RevocationsController } from '../certificates/revocations.controller.js';
import { ConnectionAttemptsController } from '../connection-attempts/connection-attempts.controller.js';
import { ContractsController } from '../contracts/contracts.controller.js';
import { DeviceAssignmentsController } from '../devices/device-assignments.controller.js';
import { DeviceChangesController } from '../devices/device-changes.controller.js';
import { DeviceDispatchesController } from '../devices/device-dispatches.controller.js';
import { DeviceHistoryController } from '../devices/device-history.controller.js';
import { DevicesController } from '../devices/devices.controller.js';
import { AssetKindsController } from '../equipment/asset-kinds.controller.js';
import { EquipmentModelsController } from '../equipment/equipment-models.controller.js';
import { ExportJournal } from '../exports/export-journal.js';
import { ExportReader } from '../exports/export-reader.js';
import { ExportsController } from '../exports/exports.controller.js';
import { AnswerStore } from '../idempotency/answer-store.js';
import { IdempotencyInterceptor } from '../idempotency/idempotent.js';
import { IdentityModule } from '../identity/identity.module.js';
import { ImportsController } from '../imports/imports.controller.js';
import { LocationsController } from '../locations/locations.controller.js';
import { OfflineMeasurementsController } from '../offline-measurements/offline-measurements.controller.js';
import { OnboardingController } from '../onboarding/onboarding.controller.js';
import { OrganizationBodies } from '../organizations/organization-bodies.js';
import { OrganizationDeletionController } from '../organizations/organization-deletion.controller.js';
import { OrganizationMovesController } from '../organizations/organization-moves.controller.js';
import { OrganizationsController } from '../organizations/organizations.controller.js';
import { PkiController } from '../pki/pki.controller.js';
import { AssetProposalsController } from '../proposals/asset-proposals.controller.js';
import { ProposalsController } from '../proposals/proposals.controller.js';
import { RegistrationRequestsController } from '../registration-requests/registration-requests.controller.js';
import { RegistrationsController } from '../registrations/registrations.controller.js';
import { ShareCodesController } from '../share-codes/share-codes.controller.js';
import { SiteGrantsController } from '../sites/site-grants.controller.js';
import { SitesController } from '../sites/sites.controller.js';
import { TablesController } from '../tables/tables.controller.js';
import { TelemetryController } from '../telemetry/telemetry.controller.js';
import { type Fleet, fleetOver } from './fleet.js';
import { FleetSummaryController } from './fleet-summary.controller.js';

/** Token of the fleet's services as a whole; everybody else asks for the single ones. */
const FLEET = Symbol('fleet');

/** Lets one of the fleet's services be asked for by its class. */
function service<Name extends keyof Fleet>(token: abstract new (...parts: never[]) => Fleet[Name], name: Name) {
  const provide = token as Type<Fleet[Name]>;
  const provider: FactoryProvider = { provide, inject: [FLEET], useFactory: (fleet: Fleet) => fleet[name] };
  return provider;
}

/** Devices, their certificates, places and readings. All rules are in the libraries; here they only get their parts. */
@Module({
  imports: [IdentityModule],
  controllers: [
    RegistrationsController,
    DeviceDispatchesController,
    DeviceAssignmentsController,
    DeviceChangesController,
    DevicesController,
    DeviceHistoryController,
    ConnectionAttemptsController,
    DeviceCertificatesController,
    RevocationsController,
    PkiController,
    LocationsController,
    FleetSummaryController,
    OnboardingController,
    OrganizationDeletionController,
    TelemetryController,
    TablesController,
    ExportsController,
    SitesController,
    SiteGrantsController,
    ShareCodesController,
    ImportsController,
    OfflineMeasurementsController,
    ContractsController,
    RegistrationRequestsController,
    ProposalsController,
    AssetProposalsController,
    AssetsController,
    InstallationsController,
    AssetConfigurationsController,
    AssetTelemetryController,
    OrganizationsController,
    OrganizationMovesController,
    AssetKindsController,
    EquipmentModelsController,
  ],
})
export class FleetModule {
  static over({ issuer, announcements }: Pick<ApiOptions, 'issuer' | 'announcements'>): DynamicModule {
    return {
      module: FleetModule,
      providers: [
        { provide: CertificateIssuer, useValue: issuer },
        {
          provide: FLEET,
          inject: [
            RegistryDatabase,
            Clock,
            Accounts,
            AuditTrail,
            Organizations,
            OrganizationKeys,
            LinkTokens,
            CodeThrottle,
          ],
          useFactory: (
            database: RegistryDatabase,
            clock: Clock,
            accounts: Accounts,
            audit: AuditTrail,
            organizations: Organizations,
            keys: OrganizationKeys,
            linkTokens: LinkTokens,
            throttle: CodeThrottle,
          ): Fleet => {
            const sharing = { keys, linkTokens, throttle };
            return fleetOver({ database, clock, accounts, audit, organizations, sharing, issuer, announcements });
          },
        },
        service(Registration, 'registration'),
        service(Devices, 'devices'),
        service(Stock, 'stock'),
        service(Assignments, 'assignments'),
        service(DeviceOwnerships, 'ownerships'),
        service(DeviceChanges, 'deviceChanges'),
        service(Replacements, 'replacements'),
        service(OwnedDevices, 'ownedDevices'),
        service(DeviceCertificates, 'certificates'),
        service(CertificateRevocation, 'revocation'),
        service(RevocationListPublication, 'revocationList'),
        service(Proposals, 'proposals'),
        service(Contracts, 'contracts'),
        service(RegistrationRequests, 'registrationRequests'),
        service(ServiceTerms, 'terms'),
        service(TableArrangements, 'tables'),
        AnswerStore,
        IdempotencyInterceptor,
        ExportJournal,
        ExportReader,
        service(FleetReader, 'reader'),
        service(OnboardingReader, 'onboarding'),
        service(Assets, 'assets'),
        service(AssetCreation, 'assetCreation'),
        service(AssetReader, 'assetReader'),
        service(Installations, 'installations'),
        service(InstalledDevices, 'installedDevices'),
        service(AssetConfigurations, 'assetConfigurations'),
        service(AssetCounts, 'assetCounts'),
        OrganizationBodies,
        service(EquipmentCatalog, 'equipment'),
        service(Sites, 'sites'),
        service(SiteSharing, 'siteSharing'),
        service(ShareAcceptance, 'shareAcceptance'),
        service(Imports, 'imports'),
        service(OfflineMeasurements, 'measurements'),
        { provide: TelemetryReader, inject: [Pool], useFactory: (pool: Pool) => new TelemetryReader(pool) },
      ],
    };
  }
}
