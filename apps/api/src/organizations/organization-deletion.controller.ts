import { Controller, Delete, Param, Query } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import { OwnedDevices } from '#libs/agreements';
import {
  type DeletedOrganizationsBody,
  deletedOrganizations,
  type OrganizationDeletionQuery,
  organizationDeletion,
  organizationIdField,
} from '#libs/contracts/http';
import { type Actor, OrganizationDeletion } from '#libs/identity';
import type { OrganizationId } from '#libs/kernel';
import { CurrentActor } from '../auth/current-actor.js';
import { Answers } from '../documentation/answers.js';
import { Operation } from '../documentation/operation.js';
import { Refuses } from '../documentation/refuses.js';

/** Deletion of organizations: identity deletes them, the fleet takes their devices back first. */
@ApiTags('Organizations')
@Controller('organizations/:id')
export class OrganizationDeletionController {
  constructor(
    private readonly deletion: OrganizationDeletion,
    private readonly ownedDevices: OwnedDevices,
  ) {}

  @Delete()
  @Operation('deleteOrganization', 'Delete an organization')
  @Refuses('identity.confirmation-wrong', 'identity.organization-unknown', 'identity.provider-has-customers')
  @Answers(
    200,
    deletedOrganizations,
    'Deleted with all below it. This cannot be undone: the data must be entered again.',
  )
  async delete(
    @CurrentActor() actor: Actor,
    @Param('id', { schema: organizationIdField }) id: OrganizationId,
    @Query({ schema: organizationDeletion }) { confirm }: OrganizationDeletionQuery,
  ): Promise<DeletedOrganizationsBody> {
    return this.deletion.delete(actor, id, confirm, this.ownedDevices);
  }
}
