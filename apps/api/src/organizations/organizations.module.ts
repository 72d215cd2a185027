import { Module } from '@nestjs/common';
import { IdempotencyModule } from '../idempotency/idempotency.module.js';
import { AgreementServicesModule } from '../services/agreement-services.module.js';
import { DeviceServicesModule } from '../services/device-services.module.js';
import { EquipmentServicesModule } from '../services/equipment-services.module.js';
import { IdentityServicesModule } from '../services/identity-services.module.js';
import { PeopleServicesModule } from '../services/people-services.module.js';
import { CustomRolesController } from './custom-roles.controller.js';
import { MemberRecoveryController } from './member-recovery.controller.js';
import { MembersController } from './members.controller.js';
import { OrganizationBodies } from './organization-bodies.js';
import { OrganizationDeletionController } from './organization-deletion.controller.js';
import { OrganizationInvitationsController } from './organization-invitations.controller.js';
import { OrganizationKeyController } from './organization-key.controller.js';
import { OrganizationMovesController } from './organization-moves.controller.js';
import { OrganizationsController } from './organizations.controller.js';

/**
 * The tree of organizations, their members and roles. `Organizations` and its store are made in `services/identity-services.module.ts`,
 * members, roles and invitations in `services/people-services.module.ts`.
 */
@Module({
  imports: [
    AgreementServicesModule,
    DeviceServicesModule,
    EquipmentServicesModule,
    IdempotencyModule,
    IdentityServicesModule,
    PeopleServicesModule,
  ],
  controllers: [
    CustomRolesController,
    MemberRecoveryController,
    MembersController,
    OrganizationDeletionController,
    OrganizationInvitationsController,
    OrganizationKeyController,
    OrganizationMovesController,
    OrganizationsController,
  ],
  providers: [OrganizationBodies],
})
export class OrganizationsModule {}
