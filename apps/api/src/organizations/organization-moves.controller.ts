import { Body, Controller, HttpCode, Param, Post } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import {
  type OrganizationBody,
  type OrganizationMove,
  organization,
  organizationIdField,
  organizationMove,
} from '#libs/contracts/http';
import { type Actor, OrganizationMoves } from '#libs/identity';
import type { OrganizationId } from '#libs/kernel';
import { CurrentActor } from '../auth/current-actor.js';
import { Answers } from '../documentation/answers.js';
import { Operation } from '../documentation/operation.js';
import { Refuses } from '../documentation/refuses.js';
import { OrganizationBodies } from './organization-bodies.js';

/** Moves of organizations within the tree. */
@ApiTags('Organizations')
@Controller('organizations/:id/move')
export class OrganizationMovesController {
  constructor(
    private readonly moves: OrganizationMoves,
    private readonly bodies: OrganizationBodies,
  ) {}

  @Post()
  @Operation('moveOrganization', 'Move an organization in the tree')
  @Refuses(
    'identity.organization-cycle',
    'identity.organization-placement',
    'identity.organization-too-deep',
    'identity.organization-unknown',
  )
  @HttpCode(200)
  @Answers(200, organization, 'The organization under its new parent; all below it moved along.')
  async move(
    @CurrentActor() actor: Actor,
    @Param('id', { schema: organizationIdField }) id: OrganizationId,
    @Body({ schema: organizationMove }) { parentId }: OrganizationMove,
  ): Promise<OrganizationBody> {
    return this.bodies.one(actor, await this.moves.move(actor, id, parentId));
  }
}
