import { Body, Controller, Get, Param, Patch, Post, Query } from '@nestjs/common';
import {
  type NewOrganization,
  newOrganization,
  type OrganizationBody,
  type OrganizationChange,
  type OrganizationQuery,
  organization,
  organizationChange,
  organizationIdField,
  organizationPage,
  organizationQuery,
} from '#libs/contracts';
import { type Actor, Organizations } from '#libs/identity';
import type { OrganizationId } from '#libs/kernel';
import { CurrentActor } from '../auth/current-actor.js';
import { Answers } from '../documentation/answers.js';
import { pageFrom } from '../request/page.js';
import { organizationBody } from './organization-body.js';

/** The tree of organizations. */
@Controller('organizations')
export class OrganizationsController {
  constructor(private readonly organizations: Organizations) {}

  @Get()
  @Answers(200, organizationPage, 'Your organizations and all below them, by name.')
  async list(@CurrentActor() actor: Actor, @Query({ schema: organizationQuery }) query: OrganizationQuery) {
    const { limit, cursor, q, ...filters } = query;
    const selection = { ...filters, nameContains: q, after: cursor, limit: limit + 1 };
    const rows = await this.organizations.list(actor, selection);
    return pageFrom(rows, limit, organizationBody, ({ name, id }) => [name, id]);
  }

  @Post()
  @Answers(201, organization, 'The new organization.')
  async create(
    @CurrentActor() actor: Actor,
    @Body({ schema: newOrganization }) { parentId, ...draft }: NewOrganization,
  ): Promise<OrganizationBody> {
    return organizationBody(await this.organizations.create(actor, draft, parentId));
  }

  @Get(':id')
  @Answers(200, organization, 'The organization.')
  async get(
    @CurrentActor() actor: Actor,
    @Param('id', { schema: organizationIdField }) id: OrganizationId,
  ): Promise<OrganizationBody> {
    return organizationBody(await this.organizations.get(actor, id));
  }

  @Patch(':id')
  @Answers(200, organization, 'The organization as it is now.')
  async change(
    @CurrentActor() actor: Actor,
    @Param('id', { schema: organizationIdField }) id: OrganizationId,
    @Body({ schema: organizationChange }) change: OrganizationChange,
  ): Promise<OrganizationBody> {
    return organizationBody(await this.organizations.change(actor, id, change));
  }
}
