import { Body, Controller, Get, Param, Patch, Post, Query } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import {
  type NewOrganization,
  newOrganization,
  type OrganizationBody,
  type OrganizationChange,
  type OrganizationDetailsBody,
  type OrganizationQuery,
  type OrganizationSummaryBody,
  type OrganizationSummaryQuery,
  organization,
  organizationChange,
  organizationDetails,
  organizationIdField,
  organizationPage,
  organizationQuery,
  organizationSummary,
  organizationSummaryQuery,
} from '#libs/contracts/http';
import { type Actor, allowedIn, type Organization, Organizations, RoleGrants } from '#libs/identity';
import type { OrganizationId } from '#libs/kernel';
import { CurrentActor } from '../auth/current-actor.js';
import { InOrganization } from '../auth/in-organization.js';
import { Compressed } from '../compression/compression.js';
import { Answers } from '../documentation/answers.js';
import { Operation } from '../documentation/operation.js';
import { Refuses } from '../documentation/refuses.js';
import { Idempotent } from '../idempotency/idempotent.js';
import { pageFrom } from '../request/page.js';
import { OrganizationBodies } from './organization-bodies.js';

/** The tree of organizations. */
@ApiTags('Organizations')
@Controller('organizations')
export class OrganizationsController {
  constructor(
    private readonly organizations: Organizations,
    private readonly bodies: OrganizationBodies,
    private readonly roleGrants: RoleGrants,
  ) {}

  @Get()
  @Compressed()
  @InOrganization()
  @Operation('listOrganizations', 'List organizations')
  @Answers(200, organizationPage, 'Your organizations and all below them, by name or as the sort says.')
  async list(@CurrentActor() actor: Actor, @Query({ schema: organizationQuery }) query: OrganizationQuery) {
    const { limit, cursor, sort, kind, status, providerKind, ...filters } = query;
    const after = cursor && ([cursor[1], cursor[2]] as const);
    const selection = { sort, kind, status, providerKind, ...filtersFrom(filters), after, limit: limit + 1 };
    const rows = await this.organizations.list(actor, selection);
    const body = await this.bodies.forAll(actor, rows);
    return pageFrom(rows, limit, body, (row) => [query.sort, sortValue(row, query.sort), row.id]);
  }

  @Get('summary')
  @InOrganization()
  @Operation(
    'getOrganizationSummary',
    'Count organizations by status',
    'Takes the filters of the list, so that each number is that of the customers the list shows with that status.',
  )
  @Answers(200, organizationSummary, 'How many of your customers are in each status.')
  summary(
    @CurrentActor() actor: Actor,
    @Query({ schema: organizationSummaryQuery }) filters: OrganizationSummaryQuery,
  ): Promise<OrganizationSummaryBody> {
    return this.organizations.summary(actor, filtersFrom(filters));
  }

  @Post()
  @Idempotent()
  @Operation(
    'createOrganization',
    'Create an organization',
    'Makes an organization below one of yours: a provider under the operator, a customer under a provider or a customer.',
  )
  @Refuses(
    'identity.organization-placement',
    'identity.organization-too-deep',
    'identity.organization-unknown',
    'identity.parent-needed',
    'identity.provider-kind',
  )
  @Answers(201, organization, 'The new organization.')
  async create(
    @CurrentActor() actor: Actor,
    @Body({ schema: newOrganization }) { parentId, ...draft }: NewOrganization,
  ): Promise<OrganizationBody> {
    return this.bodies.one(actor, await this.organizations.create(actor, draft, parentId));
  }

  @Get(':id')
  @Operation('getOrganization', 'Get an organization')
  @Refuses('identity.organization-unknown')
  @Answers(
    200,
    organizationDetails,
    'The organization, with the provider it is a customer of, those above it that you see, and what you may do in it.',
  )
  async get(
    @CurrentActor() actor: Actor,
    @Param('id', { schema: organizationIdField }) id: OrganizationId,
  ): Promise<OrganizationDetailsBody> {
    const { provider, ancestors, ...shown } = await this.organizations.details(actor, id);
    const { roles, roleActions, keyActions } = await this.roleGrants.givable(actor, shown);
    return {
      ...(await this.bodies.one(actor, shown)),
      serviceOrganization: provider && { id: provider.id, name: provider.name },
      ancestors: ancestors.map((ancestor) => ({ id: ancestor.id, name: ancestor.name })),
      may: [...allowedIn(actor, shown)],
      gives: { roles: [...roles], roleActions: [...roleActions], keyActions: [...keyActions] },
    };
  }

  @Patch(':id')
  @Operation(
    'changeOrganization',
    'Change an organization',
    'Changes what is given and leaves the rest; each field has its own permission, and if one is refused nothing is changed.',
  )
  @Refuses('identity.organization-unknown', 'identity.provider-kind')
  @Answers(200, organization, 'The organization as it is now.')
  async change(
    @CurrentActor() actor: Actor,
    @Param('id', { schema: organizationIdField }) id: OrganizationId,
    @Body({ schema: organizationChange }) change: OrganizationChange,
  ): Promise<OrganizationBody> {
    return this.bodies.one(actor, await this.organizations.change(actor, id, change));
  }
}

const filtersFrom = ({ parentId, q, address, contact }: OrganizationSummaryQuery) => ({
  parentId,
  nameContains: q,
  addressContains: address,
  contactContains: contact,
});

/** What an organization has in the field its list is sorted by, as a cursor carries it. */
function sortValue({ name, createdAt, status }: Organization, sort: OrganizationQuery['sort']): string {
  if (sort.endsWith('name')) return name;
  return sort.endsWith('status') ? status : createdAt.toISOString();
}
