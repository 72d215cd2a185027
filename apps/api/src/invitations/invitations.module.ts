import { Module } from '@nestjs/common';
import { AuthModule } from '../auth/auth.module.js';
import { PeopleServicesModule } from '../services/people-services.module.js';
import { BulkInvitationsController } from './bulk-invitations.controller.js';
import { InvitationsController } from './invitations.controller.js';

/** Joining an organization. */
@Module({
  imports: [AuthModule, PeopleServicesModule],
  controllers: [BulkInvitationsController, InvitationsController],
})
export class InvitationsModule {}
