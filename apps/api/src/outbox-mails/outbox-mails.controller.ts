import { Controller, Get, Query } from '@nestjs/common';
import { type OutboxMailBody, type OutboxQuery, outboxPage, outboxQuery } from '#libs/contracts';
import { type Actor, type OutboxMail, Oversight } from '#libs/identity';
import { CurrentActor } from '../auth/current-actor.js';
import { Answers } from '../documentation/answers.js';
import { pageFrom } from '../request/page.js';

/** The mails of the platform, for the operator. */
@Controller('outbox-mails')
export class OutboxMailsController {
  constructor(private readonly oversight: Oversight) {}

  @Get()
  @Answers(200, outboxPage, 'Newest first, each with its link until that expires.')
  async list(@CurrentActor() actor: Actor, @Query({ schema: outboxQuery }) { limit, cursor }: OutboxQuery) {
    const rows = await this.oversight.outboxMails(actor, limit + 1, cursor?.[0]);
    return pageFrom(rows, limit, outboxMailBody, ({ id }) => [id]);
  }
}

function outboxMailBody(mail: OutboxMail & { link?: string }): OutboxMailBody {
  return {
    id: mail.id,
    recipient: mail.recipient,
    template: mail.template,
    state: mail.sentAt ? 'sent' : mail.lastError === null ? 'waiting' : 'failed',
    attempts: mail.attempts,
    lastError: mail.lastError,
    createdAt: mail.createdAt.toISOString(),
    sentAt: mail.sentAt?.toISOString() ?? null,
    ...(mail.link !== undefined && { link: mail.link }),
  };
}
