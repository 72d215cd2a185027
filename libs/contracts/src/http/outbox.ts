import { z } from 'zod';
import { pageCursor, pageLimit, pageOf } from './page.js';
import { timestamp, uuid } from './text.js';

/** A mail of the platform, sent or to be sent; without SMTP the operator hands the link over. */
export const outboxMail = z
  .object({
    id: uuid,
    recipient: z.string(),
    template: z.string(),
    state: z.enum(['waiting', 'sent', 'failed']).describe('failed: the last attempt failed; it is tried again.'),
    attempts: z.int(),
    lastError: z.string().nullable(),
    createdAt: timestamp,
    sentAt: timestamp.nullable(),
    link: z.string().optional().describe('The link the mail carries, until it expires.'),
  })
  .meta({ title: 'OutboxMail' });
export type OutboxMailBody = z.infer<typeof outboxMail>;

/** `GET /outbox-mails`, newest first. */
export const outboxQuery = z.strictObject({ limit: pageLimit, cursor: pageCursor(z.tuple([uuid])) });
export type OutboxQuery = z.output<typeof outboxQuery>;
export const outboxPage = pageOf(outboxMail).meta({ title: 'OutboxMailPage' });
