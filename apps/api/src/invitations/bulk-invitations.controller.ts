import { Body, Controller, HttpCode, Param, Post, Query } from '@nestjs/common';
import { ApiBody, ApiConsumes, ApiTags } from '@nestjs/swagger';
import {
  type BulkInvitationQuery,
  type BulkInvitationResultBody,
  bulkInvitationQuery,
  bulkInvitationResult,
  organizationIdField,
} from '#libs/contracts/http';
import { type Actor, BulkInvitations, type BulkOutcome } from '#libs/identity';
import type { OrganizationId } from '#libs/kernel';
import { CurrentActor } from '../auth/current-actor.js';
import { Answers } from '../documentation/answers.js';
import { Operation } from '../documentation/operation.js';
import { Refuses } from '../documentation/refuses.js';
import { UnsupportedMediaTypeError } from '../problems/request-errors.js';
import { CsvBody } from '../request/csv-body.js';

/** Many invitations at once, from a file. */
@ApiTags('People and access')
@Controller('organizations/:id/invitations/bulk')
export class BulkInvitationsController {
  constructor(private readonly bulkInvitations: BulkInvitations) {}

  @Post()
  @CsvBody('whole')
  @Operation('invitePeople', 'Invite the people of a file')
  @Refuses(
    'identity.bulk-file-header',
    'identity.bulk-file-too-long',
    'identity.bulk-file-unreadable',
    'identity.organization-unknown',
  )
  @HttpCode(200)
  @ApiConsumes('text/csv')
  @ApiBody({
    description: 'CSV (RFC 4180) in UTF-8, columns email, name and role in any order; at most 1 MiB and 1 000 rows.',
    schema: { type: 'string', example: 'email,name,role\nada@example.com,Ada Lovelace,admin\n' },
  })
  @Answers(200, bulkInvitationResult, 'What became of each row; good ones are sent whatever the others are.')
  async invite(
    @CurrentActor() actor: Actor,
    @Param('id', { schema: organizationIdField }) id: OrganizationId,
    @Query({ schema: bulkInvitationQuery }) { dryRun }: BulkInvitationQuery,
    @Body() file: unknown,
  ): Promise<BulkInvitationResultBody> {
    if (!Buffer.isBuffer(file)) throw new UnsupportedMediaTypeError({}, 'text/csv');
    const outcomes = await this.bulkInvitations.invite(actor, id, file, dryRun);
    return { dryRun, rows: outcomes.map(rowBody) };
  }
}

function rowBody({
  line,
  email,
  outcome,
  invitationId,
  refusal,
}: BulkOutcome): BulkInvitationResultBody['rows'][number] {
  return {
    line,
    email,
    outcome,
    ...(invitationId !== undefined && { invitationId }),
    ...(refusal && { code: refusal.code, detail: refusal.message }),
  };
}
