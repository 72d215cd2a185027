import { z } from 'zod';
import { organizationIdField, personIdField } from './fields.js';
import { pageCursor, pageLimit, pageOf } from './page.js';
import { queryInstant } from './query-instant.js';
import { timestamp, uuid } from './text.js';

const values = z.record(z.string(), z.unknown());
const instant = (meaning: string) => queryInstant.optional().describe(meaning);

/** What was done, by whom, to what. */
export const auditEvent = z
  .object({
    id: z.string(),
    at: timestamp,
    actorId: uuid.nullable().describe('Null when nobody was signed in.'),
    apiKeyId: uuid.nullable().describe('The program that acted, if it was one.'),
    onBehalfOfId: uuid
      .nullable()
      .describe('The actor’s own organization, when the event happened in one the actor does not belong to.'),
    organizationId: uuid.nullable(),
    action: z.string(),
    subject: z.object({ kind: z.string(), id: z.string().nullable() }),
    details: values,
    before: values.nullable().describe('What changed, as it was.'),
    after: values.nullable().describe('What changed, as it is now.'),
    remoteAddress: z.string().nullable(),
    correlationId: z.string().nullable(),
  })
  .meta({ id: 'AuditEvent' });
export type AuditEventBody = z.infer<typeof auditEvent>;

/** `GET /audit-events`, newest first. */
export const auditQuery = z.strictObject({
  limit: pageLimit,
  cursor: pageCursor(z.tuple([z.string().regex(/^\d{1,18}$/)])),
  organizationId: organizationIdField.optional().describe('Only this organization and those below it; it may be gone.'),
  actorId: personIdField.optional().describe('Only what this person did.'),
  action: z
    .string()
    .regex(/^[a-z][a-z.-]{0,79}$/, 'must be the beginning of an action, such as member. or member.joined')
    .optional()
    .describe('Only actions that begin with this.'),
  from: instant('Only events from this instant on.'),
  to: instant('Only events before this instant.'),
});
export type AuditQuery = z.output<typeof auditQuery>;
export const auditPage = pageOf(auditEvent).meta({ id: 'AuditEventPage' });
