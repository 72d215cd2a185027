import { Body, Controller, Delete, Get, HttpCode, Param, Patch, Post, Query } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import {
  type CustomRoleBody,
  type CustomRoleChange,
  type CustomRoleQuery,
  customRole,
  customRoleChange,
  customRolePage,
  customRoleQuery,
  type NewCustomRole,
  newCustomRole,
  organizationIdField,
  roleIdField,
} from '#libs/contracts/http';
import { type Actor, type CustomRole, CustomRoles } from '#libs/identity';
import type { OrganizationId } from '#libs/kernel';
import { CurrentActor } from '../auth/current-actor.js';
import { Answers } from '../documentation/answers.js';
import { Operation } from '../documentation/operation.js';
import { Refuses } from '../documentation/refuses.js';
import { pageFrom } from '../request/page.js';

/** The roles an organization made for itself. */
@ApiTags('People and access')
@Controller('organizations/:id/roles')
export class CustomRolesController {
  constructor(private readonly roles: CustomRoles) {}

  @Get()
  @Operation(
    'listRoles',
    'List the roles of an organization',
    'The custom roles of the organization by name, each with the actions it allows.',
  )
  @Refuses('identity.organization-unknown')
  @Answers(200, customRolePage, 'The roles by name.')
  async list(
    @CurrentActor() actor: Actor,
    @Param('id', { schema: organizationIdField }) id: OrganizationId,
    @Query({ schema: customRoleQuery }) { limit, cursor }: CustomRoleQuery,
  ) {
    const rows = await this.roles.list(actor, id, limit + 1, cursor?.[0]);
    return pageFrom(rows, limit, customRoleBody, ({ name }) => [name]);
  }

  @Post()
  @Operation(
    'createRole',
    'Create a role',
    'Makes a role of chosen actions, none of them more than administrators of the organization, and you yourself, may.',
  )
  @Refuses(
    'identity.custom-role-action',
    'identity.custom-role-limit',
    'identity.custom-role-name-taken',
    'identity.organization-unknown',
    'identity.role-too-wide',
  )
  @Answers(201, customRole, 'The new role.')
  async create(
    @CurrentActor() actor: Actor,
    @Param('id', { schema: organizationIdField }) id: OrganizationId,
    @Body({ schema: newCustomRole }) draft: NewCustomRole,
  ): Promise<CustomRoleBody> {
    return customRoleBody(await this.roles.create(actor, id, draft));
  }

  @Patch(':roleId')
  @Operation('changeRole', 'Change a role')
  @Refuses(
    'identity.custom-role-action',
    'identity.custom-role-name-taken',
    'identity.custom-role-unknown',
    'identity.organization-unknown',
    'identity.role-too-wide',
  )
  @Answers(200, customRole, 'The role as it is now; it counts from the next request of its members on.')
  async change(
    @CurrentActor() actor: Actor,
    @Param('id', { schema: organizationIdField }) id: OrganizationId,
    @Param('roleId', { schema: roleIdField }) roleId: string,
    @Body({ schema: customRoleChange }) change: CustomRoleChange,
  ): Promise<CustomRoleBody> {
    return customRoleBody(await this.roles.change(actor, id, roleId, change));
  }

  @Delete(':roleId')
  @Operation(
    'deleteRole',
    'Delete a role',
    'Deletes a custom role. One that somebody holds stays: give its holders another one first.',
  )
  @Refuses('identity.custom-role-held', 'identity.custom-role-unknown', 'identity.organization-unknown')
  @HttpCode(204)
  async delete(
    @CurrentActor() actor: Actor,
    @Param('id', { schema: organizationIdField }) id: OrganizationId,
    @Param('roleId', { schema: roleIdField }) roleId: string,
  ): Promise<void> {
    await this.roles.delete(actor, id, roleId);
  }
}

function customRoleBody({ id, name, actions, createdAt }: CustomRole): CustomRoleBody {
  return { id, name, actions: [...actions], createdAt: createdAt.toISOString() };
}
