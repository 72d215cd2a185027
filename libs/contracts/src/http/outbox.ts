import { z } from 'zod';
import { pageCursor, pageLimit, pageOf } from './page.js';
import { timestamp, uuid } from './text.js';

export const mailState = z.enum(['waiting', 'sent', 'failed', 'superseded'], {
  error: 'must be waiting, sent, failed or superseded',
});

/** A mail of the platform, sent or to be sent; without SMTP the operator hands the link over. */
export const outboxMail = z
  .object({
    id: uuid,
    recipient: z.string(),
    template: z.string(),
    language: z.string().describe('Of the receiver, BCP 47.'),
    organizationId: uuid.nullable(),
    state: mailState.describe(
      'waiting: to be sent, perhaps again; failed: given up; superseded: not sent, since its link was used or replaced before.',
    ),
    attempts: z.int(),
    lastError: z.string().nullable().describe('What the mail server said last, or why the mail was not sent.'),
    createdAt: timestamp,
    nextAttemptAt: timestamp.nullable().describe('Null once it is sent, given up or superseded.'),
    sentAt: timestamp.nullable(),
    failedAt: timestamp
      .nullable()
      .describe('When it was given up: refused for good, tried too often, or its link had expired.'),
    supersededAt: timestamp.nullable().describe('When it was found that its link was used or replaced.'),
    link: z.string().optional().describe('The link the mail carries, until it expires.'),
  })
  .meta({ id: 'OutboxMail' });
export type OutboxMailBody = z.infer<typeof outboxMail>;

/** `GET /outbox-mails`, newest first. */
export const outboxQuery = z.strictObject({
  limit: pageLimit,
  cursor: pageCursor(z.tuple([uuid])),
  state: mailState.optional().describe('Only mails in this state.'),
});
export type OutboxQuery = z.output<typeof outboxQuery>;
export const outboxPage = pageOf(outboxMail).meta({ id: 'OutboxMailPage' });

/** `{id}` of a mail. */
export const mailIdField = uuid;
