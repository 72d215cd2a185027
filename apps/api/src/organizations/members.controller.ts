import { Body, Controller, Delete, Get, HttpCode, Param, Patch, Post, Query } from '@nestjs/common';
import { ApiNoContentResponse, ApiTags } from '@nestjs/swagger';
import {
  type ActivationRenewal,
  type AddedMemberBody,
  activationRenewal,
  addedMember,
  type MemberBody,
  type MemberChange,
  type MemberQuery,
  type MemberRemoval,
  member,
  memberChange,
  memberPage,
  memberQuery,
  memberRemoval,
  type NewMember,
  newMember,
  organizationIdField,
  personIdField,
} from '#libs/contracts/http';
import {
  ActivationRenewals,
  type Actor,
  MemberAdditions,
  MemberAdministration,
  Members,
  SelfGrants,
} from '#libs/identity';
import type { OrganizationId, PersonId } from '#libs/kernel';
import { CurrentActor } from '../auth/current-actor.js';
import { PeopleOnly } from '../auth/people-only.js';
import { Answers } from '../documentation/answers.js';
import { Operation } from '../documentation/operation.js';
import { Refuses } from '../documentation/refuses.js';
import { pageFrom } from '../request/page.js';
import { invitationBody } from './invitation-body.js';
import { memberBody } from './member-body.js';

/** The people of an organization. */
@ApiTags('People and access')
@Controller('organizations/:id/members')
export class MembersController {
  constructor(
    private readonly members: Members,
    private readonly additions: MemberAdditions,
    private readonly administration: MemberAdministration,
    private readonly renewals: ActivationRenewals,
    private readonly selfGrants: SelfGrants,
  ) {}

  @Get()
  @Operation(
    'listMembers',
    'List the members of an organization',
    'One page of the people of the organization, those first who belong to it longest; with the activation link of each who has none yet, where you may hand it over.',
  )
  @Refuses('identity.organization-unknown')
  @Answers(200, memberPage, 'The members, longest first.')
  async list(
    @CurrentActor() actor: Actor,
    @Param('id', { schema: organizationIdField }) id: OrganizationId,
    @Query({ schema: memberQuery }) { limit, cursor }: MemberQuery,
  ) {
    const rows = await this.members.list(actor, id, limit + 1, cursor);
    return pageFrom(rows, limit, memberBody, ({ joinedAt, person }) => [joinedAt.toISOString(), person.id]);
  }

  @Post()
  @Operation('addMember', 'Add a member')
  @Refuses(
    'identity.already-member',
    'identity.member-role-unknown',
    'identity.organization-unknown',
    'identity.role-too-wide',
  )
  @PeopleOnly()
  @Answers(
    201,
    addedMember,
    'Added, or invited; the answer does not tell whether the address has an account elsewhere.',
  )
  async add(
    @CurrentActor() actor: Actor,
    @Param('id', { schema: organizationIdField }) id: OrganizationId,
    @Body({ schema: newMember }) { phone, ...draft }: NewMember,
  ): Promise<AddedMemberBody> {
    const added = await this.additions.add(actor, id, { ...draft, phone: phone ?? null });
    return added.outcome === 'added'
      ? { outcome: 'added', member: memberBody(added.member) }
      : { outcome: 'invited', invitation: invitationBody(added.invitation) };
  }

  @Post('me')
  @Operation('joinOrganization', 'Join an organization as a member', 'Somebody of the provider joins its customer.')
  @Refuses('identity.already-member', 'identity.organization-unknown')
  @PeopleOnly()
  @Answers(201, member, 'You are a member now; the customer sees it in its list and its audit trail.')
  async join(
    @CurrentActor() actor: Actor,
    @Param('id', { schema: organizationIdField }) id: OrganizationId,
  ): Promise<MemberBody> {
    return memberBody(await this.selfGrants.join(actor, id));
  }

  @Get(':personId')
  @Operation('getMember', 'Get a member')
  @Refuses('identity.member-unknown', 'identity.organization-unknown')
  @Answers(200, member, 'The member, with the activation link while it works.')
  async get(
    @CurrentActor() actor: Actor,
    @Param('id', { schema: organizationIdField }) id: OrganizationId,
    @Param('personId', { schema: personIdField }) personId: PersonId,
  ): Promise<MemberBody> {
    return memberBody(await this.members.get(actor, id, personId));
  }

  @Patch(':personId')
  @Operation(
    'changeMember',
    'Change a member',
    'Changes the role of a person in this organization. The last administrator stays one, and nobody changes their own role.',
  )
  @Refuses(
    'identity.last-administrator',
    'identity.member-role-unknown',
    'identity.member-unknown',
    'identity.organization-unknown',
    'identity.own-membership',
    'identity.person-not-administered',
    'identity.role-too-wide',
  )
  @PeopleOnly()
  @Answers(200, member, 'The member as it is now.')
  async change(
    @CurrentActor() actor: Actor,
    @Param('id', { schema: organizationIdField }) id: OrganizationId,
    @Param('personId', { schema: personIdField }) personId: PersonId,
    @Body({ schema: memberChange }) change: MemberChange,
  ): Promise<MemberBody> {
    return memberBody(await this.administration.change(actor, id, personId, change));
  }

  @Delete(':personId')
  @Operation('removeMember', 'Remove a member')
  @Refuses(
    'identity.last-administrator',
    'identity.member-confirmation',
    'identity.member-unknown',
    'identity.organization-unknown',
    'identity.own-membership',
  )
  @PeopleOnly()
  @HttpCode(204)
  @ApiNoContentResponse({ description: 'No member any more; without another organization the account is gone, too.' })
  async remove(
    @CurrentActor() actor: Actor,
    @Param('id', { schema: organizationIdField }) id: OrganizationId,
    @Param('personId', { schema: personIdField }) personId: PersonId,
    @Query({ schema: memberRemoval }) { confirm }: MemberRemoval,
  ): Promise<void> {
    await this.administration.remove(actor, id, personId, confirm);
  }

  @Post(':personId/activation')
  @Operation(
    'renewActivation',
    'Renew the activation link of a member',
    'Makes a new activation link and mails it; the earlier ones are dead at once. For people without a password yet.',
  )
  @Refuses(
    'identity.account-active',
    'identity.member-unknown',
    'identity.organization-unknown',
    'identity.person-not-administered',
  )
  @PeopleOnly()
  @Answers(201, member, 'The member with the new activation link.')
  async renewActivation(
    @CurrentActor() actor: Actor,
    @Param('id', { schema: organizationIdField }) id: OrganizationId,
    @Param('personId', { schema: personIdField }) personId: PersonId,
    @Body({ schema: activationRenewal }) { activation }: ActivationRenewal,
  ): Promise<MemberBody> {
    return memberBody(await this.renewals.renew(actor, id, personId, activation));
  }
}
