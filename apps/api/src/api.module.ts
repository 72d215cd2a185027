import { type DynamicModule, Module } from '@nestjs/common';
import { APP_FILTER, APP_PIPE } from '@nestjs/core';
import { ActivationsModule } from './activations/activations.module.js';
import { AddressChangesModule } from './address-changes/address-changes.module.js';
import { ApiKeysModule } from './api-keys/api-keys.module.js';
import type { ApiOptions } from './api-options.js';
import { AssetsModule } from './assets/assets.module.js';
import { AuditEventsModule } from './audit-events/audit-events.module.js';
import { AuthModule } from './auth/auth.module.js';
import { CertificatesModule } from './certificates/certificates.module.js';
import { ConnectionAttemptsModule } from './connection-attempts/connection-attempts.module.js';
import { ContractsModule } from './contracts/contracts.module.js';
import { DevicesModule } from './devices/devices.module.js';
import { EquipmentModule } from './equipment/equipment.module.js';
import { ExportsModule } from './exports/exports.module.js';
import { FleetSummaryModule } from './fleet/fleet-summary.module.js';
import { HelpArticlesModule } from './help-articles/help-articles.module.js';
import { ImportsModule } from './imports/imports.module.js';
import { InvitationsModule } from './invitations/invitations.module.js';
import { LocationsModule } from './locations/locations.module.js';
import { MeModule } from './me/me.module.js';
import { NotificationsModule } from './notifications/notifications.module.js';
import { OfflineMeasurementsModule } from './offline-measurements/offline-measurements.module.js';
import { OnboardingModule } from './onboarding/onboarding.module.js';
import { OperationModule } from './operation/operation.module.js';
import { OrganizationsModule } from './organizations/organizations.module.js';
import { OutboxMailsModule } from './outbox-mails/outbox-mails.module.js';
import { PasswordResetsModule } from './password-resets/password-resets.module.js';
import { PkiModule } from './pki/pki.module.js';
import { PlatformModule } from './platform/platform.module.js';
import { ProblemFilter } from './problems/problem.filter.js';
import { RefusalAudit } from './problems/refusal-audit.js';
import { ProposalsModule } from './proposals/proposals.module.js';
import { RegistrationDraftsModule } from './registration-drafts/registration-drafts.module.js';
import { RegistrationRequestsModule } from './registration-requests/registration-requests.module.js';
import { RegistrationsModule } from './registrations/registrations.module.js';
import { RequestValidationPipe } from './request/request-validation.pipe.js';
import { SearchModule } from './search/search.module.js';
import { SecondFactorModule } from './second-factor/second-factor.module.js';
import { IdentityServicesModule } from './services/identity-services.module.js';
import { SessionsModule } from './sessions/sessions.module.js';
import { ShareCodesModule } from './share-codes/share-codes.module.js';
import { SingleSignOnsModule } from './single-sign-ons/single-sign-ons.module.js';
import { SitesModule } from './sites/sites.module.js';
import { TablesModule } from './tables/tables.module.js';
import { TelemetryModule } from './telemetry/telemetry.module.js';

/** Every resource of the api. */
const resources = [
  ActivationsModule,
  AddressChangesModule,
  ApiKeysModule,
  AssetsModule,
  AuditEventsModule,
  CertificatesModule,
  ConnectionAttemptsModule,
  ContractsModule,
  DevicesModule,
  EquipmentModule,
  ExportsModule,
  FleetSummaryModule,
  HelpArticlesModule,
  SingleSignOnsModule,
  ImportsModule,
  InvitationsModule,
  LocationsModule,
  MeModule,
  NotificationsModule,
  OfflineMeasurementsModule,
  OnboardingModule,
  OperationModule,
  OrganizationsModule,
  OutboxMailsModule,
  PasswordResetsModule,
  PkiModule,
  ProposalsModule,
  RegistrationDraftsModule,
  RegistrationRequestsModule,
  RegistrationsModule,
  SearchModule,
  SecondFactorModule,
  SessionsModule,
  ShareCodesModule,
  SitesModule,
  TablesModule,
  TelemetryModule,
];

/** The whole api: every route needs a session, every parameter is checked, every failure is a problem document. */
@Module({})
export class ApiModule {
  static over(options: ApiOptions): DynamicModule {
    return {
      module: ApiModule,
      imports: [PlatformModule.over(options), AuthModule, IdentityServicesModule, ...resources],
      providers: [
        { provide: APP_PIPE, useClass: RequestValidationPipe },
        RefusalAudit,
        { provide: APP_FILTER, useClass: ProblemFilter },
      ],
    };
  }
}
