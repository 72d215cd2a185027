import { z } from 'zod';
import { emailAddress } from './email-address.js';
import { role, yesOrNo } from './fields.js';
import { singleLine, uuid } from './text.js';

/** Rows a file of invitations may have, beside its header. */
export const BULK_INVITATION_ROWS = 1000;

/** One row of the file: RFC 4180, UTF-8, the columns in any order; name and role may be empty or missing. */
export const bulkInvitationRow = z.object({
  email: emailAddress,
  name: singleLine(200).optional(),
  role: role.optional(),
});
export type BulkInvitationRow = z.output<typeof bulkInvitationRow>;

/** `POST /organizations/{id}/invitations/bulk?dryRun=true` says what would happen and sends nothing. */
export const bulkInvitationQuery = z.strictObject({
  dryRun: yesOrNo.default(false).describe('true: only say what would happen.'),
});
export type BulkInvitationQuery = z.output<typeof bulkInvitationQuery>;

/** What became of each row, in the order of the file. */
export const bulkInvitationResult = z
  .object({
    dryRun: z.boolean(),
    rows: z.array(
      z.object({
        line: z.int().describe('Where the row ends in the file; the header is line 1.'),
        email: z.string().describe('As written.'),
        outcome: z
          .enum(['invited', 'replaced', 'already-member', 'refused'])
          .describe('replaced: invited again, the earlier link is dead.'),
        invitationId: uuid.optional(),
        code: z.string().optional().describe('Of the problem, when the row was not sent.'),
        detail: z.string().optional().describe('The problem in a sentence.'),
      }),
    ),
  })
  .meta({ id: 'BulkInvitationResult' });
export type BulkInvitationResultBody = z.infer<typeof bulkInvitationResult>;
