import { Controller, Get, Param, Post } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import { type OrganizationKeyBody, organizationIdField, organizationKey } from '#libs/contracts/http';
import { type Actor, grouped, OrganizationKeys } from '#libs/identity';
import type { OrganizationId } from '#libs/kernel';
import { CurrentActor } from '../auth/current-actor.js';
import { PeopleOnly } from '../auth/people-only.js';
import { Answers } from '../documentation/answers.js';
import { Operation } from '../documentation/operation.js';
import { Refuses } from '../documentation/refuses.js';

/** The key an organization hands over to whoever shall share sites with it (R4-09, R4-10). */
@ApiTags('Organizations')
@Controller('organizations/:id/key')
@PeopleOnly()
export class OrganizationKeyController {
  constructor(private readonly keys: OrganizationKeys) {}

  @Get()
  @Operation('getShareKey', 'Get the share key of an organization')
  @Refuses('identity.organization-unknown')
  @Answers(200, organizationKey, 'The key, for the organization’s own administrators; made when first asked for.')
  async get(
    @CurrentActor() actor: Actor,
    @Param('id', { schema: organizationIdField }) id: OrganizationId,
  ): Promise<OrganizationKeyBody> {
    return { key: grouped(await this.keys.get(actor, id)) };
  }

  @Post()
  @Operation('renewShareKey', 'Renew the share key of an organization')
  @Refuses('identity.organization-unknown')
  @Answers(201, organizationKey, 'Another key; nobody is found by the old one any more.')
  async renew(
    @CurrentActor() actor: Actor,
    @Param('id', { schema: organizationIdField }) id: OrganizationId,
  ): Promise<OrganizationKeyBody> {
    return { key: grouped(await this.keys.renew(actor, id)) };
  }
}
