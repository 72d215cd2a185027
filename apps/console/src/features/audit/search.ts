import { z } from 'zod';
import { uuid } from '#libs/contracts/http';

const instant = z.iso.datetime({ offset: true }).optional().catch(undefined);

/** What the address of the trail says, by the names of the API's own parameters. What is wrong in it is left out. */
export const auditSearch = z.object({
  organizationId: uuid.optional().catch(undefined),
  actorId: uuid.optional().catch(undefined),
  subjectKind: z
    .string()
    .regex(/^[a-z][a-z-]{0,39}$/)
    .optional()
    .catch(undefined),
  subjectId: z.coerce.string().min(1).max(200).optional().catch(undefined),
  action: z
    .string()
    .regex(/^[a-z][a-z.-]{0,79}$/)
    .optional()
    .catch(undefined),
  from: instant,
  to: instant,
  cursor: z.string().max(4096).optional().catch(undefined),
});
export type AuditSearch = z.output<typeof auditSearch>;

/** What things are that something is done to. */
export const subjectKinds = [
  'organization',
  'person',
  'device',
  'asset',
  'site',
  'certificate',
  'contract',
  'import',
  'invitation',
  'role',
  'session',
  'mail',
] as const;
