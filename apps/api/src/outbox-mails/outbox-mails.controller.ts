import { Controller, Get, HttpCode, Param, Post, Query } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import {
  mailIdField,
  type OutboxMailBody,
  type OutboxQuery,
  outboxMail,
  outboxPage,
  outboxQuery,
} from '#libs/contracts/http';
import { type Actor, type MailWithLink, OutboxView } from '#libs/identity';
import { stateOf } from '#libs/notifications';
import { CurrentActor } from '../auth/current-actor.js';
import { InOrganization } from '../auth/in-organization.js';
import { Answers } from '../documentation/answers.js';
import { Operation } from '../documentation/operation.js';
import { Refuses } from '../documentation/refuses.js';
import { pageFrom } from '../request/page.js';

/** The mails of the platform, for the operator. */
@ApiTags('Audit and outbox')
@Controller('outbox-mails')
export class OutboxMailsController {
  constructor(private readonly outbox: OutboxView) {}

  @Get()
  @InOrganization()
  @Operation('listOutboxMails', 'List mails on their way')
  @Answers(200, outboxPage, 'Newest first, each with its link until that expires.')
  async list(@CurrentActor() actor: Actor, @Query({ schema: outboxQuery }) { limit, cursor, state }: OutboxQuery) {
    const rows = await this.outbox.list(actor, { state, before: cursor?.[0], limit: limit + 1 });
    return pageFrom(rows, limit, outboxMailBody, ({ id }) => [id]);
  }

  @Post(':id/retry')
  @Operation('retryOutboxMail', 'Try to send a mail again')
  @Refuses('identity.mail-sent', 'identity.mail-unknown')
  @HttpCode(200)
  @Answers(200, outboxMail, 'The mail goes out again, from the first attempt on.')
  async retry(@CurrentActor() actor: Actor, @Param('id', { schema: mailIdField }) id: string) {
    return outboxMailBody(await this.outbox.retry(actor, id));
  }
}

function outboxMailBody(mail: MailWithLink): OutboxMailBody {
  return {
    id: mail.id,
    recipient: mail.recipient,
    template: mail.template,
    language: mail.language,
    organizationId: mail.organizationId,
    state: stateOf(mail),
    attempts: mail.attempts,
    lastError: mail.lastError,
    createdAt: mail.createdAt.toISOString(),
    nextAttemptAt: mail.nextAttemptAt?.toISOString() ?? null,
    sentAt: mail.sentAt?.toISOString() ?? null,
    failedAt: mail.failedAt?.toISOString() ?? null,
    supersededAt: mail.supersededAt?.toISOString() ?? null,
    ...(mail.link !== undefined && { link: mail.link }),
  };
}
