import { Controller, Get, Param, Query } from '@nestjs/common';
import { type MemberBody, type MemberQuery, memberPage, memberQuery, organizationIdField } from '#libs/contracts';
import { type Actor, type Member, Members } from '#libs/identity';
import type { OrganizationId } from '#libs/kernel';
import { CurrentActor } from '../auth/current-actor.js';
import { Answers } from '../documentation/answers.js';
import { pageFrom } from '../request/page.js';

/** The people of an organization. */
@Controller('organizations/:id/members')
export class MembersController {
  constructor(private readonly members: Members) {}

  @Get()
  @Answers(200, memberPage, 'The members, longest first.')
  async list(
    @CurrentActor() actor: Actor,
    @Param('id', { schema: organizationIdField }) id: OrganizationId,
    @Query({ schema: memberQuery }) { limit, cursor }: MemberQuery,
  ) {
    const rows = await this.members.list(actor, id, limit + 1, cursor);
    return pageFrom(rows, limit, memberBody, ({ joinedAt, person }) => [joinedAt.toISOString(), person.id]);
  }
}

function memberBody({ person, role, status, activationLink }: Member): MemberBody {
  const { id, email, firstName, lastName, phone } = person;
  return {
    person: { id, email, firstName, lastName, phone },
    role,
    status,
    ...(activationLink !== undefined && { activationLink }),
  };
}
