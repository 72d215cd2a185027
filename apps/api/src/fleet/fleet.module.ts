import { type DynamicModule, type FactoryProvider, Module, type Type } from '@nestjs/common';
import { Pool } from 'pg';
import {
  CertificateRevocation,
  Contracts,
  DeviceCertificates,
  DeviceReturns,
  Devices,
  type Fleet,
  FleetReader,
  fleetOver,
  Proposals,
  Registration,
  RevocationListPublication,
  ServiceTerms,
  Sites,
  TableArrangements,
} from '#libs/fleet';
import { Accounts, AuditTrail, Organizations } from '#libs/identity';
import { Clock } from '#libs/kernel';
import { CertificateIssuer } from '#libs/pki';
import { TelemetryReader, TimescaleTelemetryReader } from '#libs/telemetry';
import { RegistryDatabase } from '#prisma';
import type { ApiOptions } from '../api-options.js';
import { DeviceCertificatesController } from '../certificates/device-certificates.controller.js';
import { RevocationsController } from '../certificates/revocations.controller.js';
import { ContractsController } from '../contracts/contracts.controller.js';
import { DeviceHistoryController } from '../devices/device-history.controller.js';
import { DevicesController } from '../devices/devices.controller.js';
import { ExportJournal } from '../exports/export-journal.js';
import { ExportsController } from '../exports/exports.controller.js';
import { IdentityModule } from '../identity/identity.module.js';
import { LocationsController } from '../locations/locations.controller.js';
import { OnboardingController } from '../onboarding/onboarding.controller.js';
import { OrganizationDeletionController } from '../organizations/organization-deletion.controller.js';
import { PkiController } from '../pki/pki.controller.js';
import { AssetProposalsController } from '../proposals/asset-proposals.controller.js';
import { ProposalsController } from '../proposals/proposals.controller.js';
import { RegistrationsController } from '../registrations/registrations.controller.js';
import { SitesController } from '../sites/sites.controller.js';
import { TablesController } from '../tables/tables.controller.js';
import { TelemetryController } from '../telemetry/telemetry.controller.js';
import { FleetSummaryController } from './fleet-summary.controller.js';

/** Token of the fleet's services as a whole; everybody else asks for the single ones. */
const FLEET = Symbol('fleet');

/** Lets one of the fleet's services be asked for by its class. */
function service<Name extends keyof Fleet>(token: abstract new (...parts: never[]) => Fleet[Name], name: Name) {
  const provide = token as Type<Fleet[Name]>;
  const provider: FactoryProvider = { provide, inject: [FLEET], useFactory: (fleet: Fleet) => fleet[name] };
  return provider;
}

/** Devices, their certificates, places and readings. All rules are in `#libs/fleet`; here they only get their parts. */
@Module({
  imports: [IdentityModule],
  controllers: [
    RegistrationsController,
    DevicesController,
    DeviceHistoryController,
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
    ContractsController,
    ProposalsController,
    AssetProposalsController,
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
          inject: [RegistryDatabase, Clock, Accounts, AuditTrail, Organizations],
          useFactory: (
            database: RegistryDatabase,
            clock: Clock,
            accounts: Accounts,
            audit: AuditTrail,
            organizations: Organizations,
          ): Fleet => fleetOver({ database, clock, accounts, audit, organizations, issuer, announcements }),
        },
        service(Registration, 'registration'),
        service(Devices, 'devices'),
        service(DeviceReturns, 'deviceReturns'),
        service(DeviceCertificates, 'certificates'),
        service(CertificateRevocation, 'revocation'),
        service(RevocationListPublication, 'revocationList'),
        service(Proposals, 'proposals'),
        service(Contracts, 'contracts'),
        service(ServiceTerms, 'terms'),
        service(TableArrangements, 'tables'),
        ExportJournal,
        service(FleetReader, 'reader'),
        service(Sites, 'sites'),
        { provide: TelemetryReader, inject: [Pool], useFactory: (pool: Pool) => new TimescaleTelemetryReader(pool) },
      ],
    };
  }
}
