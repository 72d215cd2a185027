import { Controller, Get, Query } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import { type AuditEventBody, type AuditQuery, auditPage, auditQuery } from '#libs/contracts/http';
import { type Actor, AuditView, type ToldAuditEvent } from '#libs/identity';
import { CurrentActor } from '../auth/current-actor.js';
import { InOrganization } from '../auth/in-organization.js';
import { Compressed } from '../compression/compression.js';
import { Answers } from '../documentation/answers.js';
import { Operation } from '../documentation/operation.js';
import { Refuses } from '../documentation/refuses.js';
import { pageFrom } from '../request/page.js';

/** What was done and what was refused. */
@ApiTags('Audit and outbox')
@Controller('audit-events')
export class AuditEventsController {
  constructor(private readonly events: AuditView) {}

  @Get()
  @Compressed()
  @InOrganization()
  @Operation('listAuditEvents', 'List audit events')
  @Refuses('identity.organization-unknown')
  @Answers(200, auditPage, 'Newest first, of the organizations you administer.')
  async list(
    @CurrentActor() actor: Actor,
    @Query({ schema: auditQuery }) { limit, cursor, action, ...filters }: AuditQuery,
  ) {
    const request = { ...filters, actionPrefix: action, before: cursor?.[0], limit: limit + 1 };
    const rows = await this.events.list(actor, request);
    return pageFrom(rows, limit, auditEventBody, ({ id }) => [id]);
  }
}

function auditEventBody({ at, details, before, after, changes, ...event }: ToldAuditEvent): AuditEventBody {
  const [was, is] = [before && { ...before }, after && { ...after }];
  return { ...event, at: at.toISOString(), details: { ...details }, changes: [...changes], before: was, after: is };
}
