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
    actorName: z
      .string()
      .nullable()
      .describe('Who that is; null: nobody, deleted, or somebody of an organization you do not see.'),
    apiKeyId: uuid.nullable().describe('The program that acted, if it was one.'),
    onBehalfOfId: uuid
      .nullable()
      .describe('The actor’s own organization, when the event happened in one the actor does not belong to.'),
    onBehalfOfName: z.string().nullable().describe('How that organization is called; null: none, or deleted.'),
    organizationId: uuid.nullable(),
    organizationName: z.string().nullable().describe('Null: none, deleted, or one you do not see any more.'),
    action: z.string(),
    subject: z.object({ kind: z.string(), id: z.string().nullable() }),
    details: values,
    changes: z
      .array(z.object({ field: z.string(), from: z.unknown(), to: z.unknown() }))
      .describe('What changed, field by field, out of before and after: what was made has no from, what went no to.'),
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
  subjectKind: z
    .string()
    .regex(/^[a-z][a-z-]{0,39}$/, 'must be a kind of thing, such as device')
    .optional()
    .describe('Only what was done to things of this kind.'),
  subjectId: z
    .string()
    .min(1, 'must name a thing')
    .max(200, 'must name a thing by at most 200 characters')
    .optional()
    .describe('Only what was done to this thing.'),
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
