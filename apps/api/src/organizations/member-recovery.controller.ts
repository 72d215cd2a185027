import { Controller, Delete, HttpCode, Param } from '@nestjs/common';
import { ApiNoContentResponse, ApiTags } from '@nestjs/swagger';
import { organizationIdField, personIdField } from '#libs/contracts/http';
import { type Actor, MemberRecovery } from '#libs/identity';
import type { OrganizationId, PersonId } from '#libs/kernel';
import { CurrentActor } from '../auth/current-actor.js';
import { PeopleOnly } from '../auth/people-only.js';
import { Operation } from '../documentation/operation.js';
import { Refuses } from '../documentation/refuses.js';

/** Letting members in again who lost what they sign in with. */
@ApiTags('People and access')
@Controller('organizations/:id/members/:personId')
@PeopleOnly()
export class MemberRecoveryController {
  constructor(private readonly recovery: MemberRecovery) {}

  @Delete('second-factor')
  @Operation('resetSecondFactor', 'Reset the second factor of a member')
  @Refuses(
    'identity.member-unknown',
    'identity.member-without-second-factor',
    'identity.organization-unknown',
    'identity.own-recovery',
    'identity.person-not-administered',
  )
  @HttpCode(204)
  @ApiNoContentResponse({
    description: 'The second factor and its recovery codes are gone, all sessions ended, and the member told by mail.',
  })
  async resetSecondFactor(
    @CurrentActor() actor: Actor,
    @Param('id', { schema: organizationIdField }) id: OrganizationId,
    @Param('personId', { schema: personIdField }) personId: PersonId,
  ): Promise<void> {
    await this.recovery.resetSecondFactor(actor, id, personId);
  }

  @Delete('lock')
  @Operation('unlockMember', 'Unlock the account of a member')
  @Refuses(
    'identity.member-unknown',
    'identity.organization-unknown',
    'identity.own-recovery',
    'identity.person-not-administered',
  )
  @HttpCode(204)
  @ApiNoContentResponse({
    description: 'Failed tries are forgotten, so the member can sign in at once, and is told by mail; sessions stay.',
  })
  async unlock(
    @CurrentActor() actor: Actor,
    @Param('id', { schema: organizationIdField }) id: OrganizationId,
    @Param('personId', { schema: personIdField }) personId: PersonId,
  ): Promise<void> {
    await this.recovery.unlock(actor, id, personId);
  }
}
