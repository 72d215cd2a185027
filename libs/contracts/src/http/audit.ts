import { z } from 'zod';
import { organizationIdField } from './fields.js';
import { pageCursor, pageLimit, pageOf } from './page.js';
import { timestamp, uuid } from './text.js';

/** What was done, by whom, to what. */
export const auditEvent = z
  .object({
    id: z.string(),
    at: timestamp,
    actorId: uuid.nullable().describe('Null when nobody was signed in.'),
    organizationId: uuid.nullable(),
    action: z.string(),
    subject: z.object({ kind: z.string(), id: z.string().nullable() }),
    details: z.record(z.string(), z.unknown()),
    remoteAddress: z.string().nullable(),
    correlationId: z.string().nullable(),
  })
  .meta({ title: 'AuditEvent' });
export type AuditEventBody = z.infer<typeof auditEvent>;

/** `GET /audit-events`, newest first. */
export const auditQuery = z.strictObject({
  limit: pageLimit,
  cursor: pageCursor(z.tuple([z.string().regex(/^\d{1,19}$/)])),
  organizationId: organizationIdField.optional().describe('Only this organization and those below it.'),
});
export type AuditQuery = z.output<typeof auditQuery>;
export const auditPage = pageOf(auditEvent).meta({ title: 'AuditEventPage' });
