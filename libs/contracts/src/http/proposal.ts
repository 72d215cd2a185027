import { z } from 'zod';
import { pageCursor, pageLimit, pageOf } from './page.js';
import { instantInList, singleLine, timestamp, uuid } from './text.js';

const status = z
  .enum(['proposed', 'accepted', 'declined', 'withdrawn'], 'must be proposed, accepted, declined or withdrawn')
  .describe('proposed: it waits for the customer’s answer.');
const named = z.object({ id: uuid, name: z.string() });

/** A provider's offer to look after a machine. */
export const proposal = z
  .object({
    id: uuid,
    status,
    asset: named.describe('The asset; its model and serial number where nobody gave it a name.'),
    customer: named,
    provider: named,
    message: z.string().nullable(),
    proposedById: uuid,
    proposedAt: timestamp,
    answeredById: uuid.nullable().describe('Who accepted, declined or withdrew it.'),
    answeredAt: timestamp.nullable(),
    reason: z.string().nullable().describe('Why it was declined.'),
    may: z
      .array(z.string())
      .describe(
        'service.answer: you may accept or decline it; service.propose: you may withdraw it. Empty once answered.',
      ),
  })
  .meta({ id: 'Proposal' });
export type ProposalBody = z.infer<typeof proposal>;

/** `POST /assets/{id}/proposals`. */
export const newProposal = z.strictObject({
  message: singleLine(1000).optional().describe('Stands in the mail to the customer’s administrators.'),
});
export type NewProposal = z.output<typeof newProposal>;

/** `POST /proposals/{id}/acceptance`. */
export const proposalAcceptance = z.strictObject({
  name: singleLine(200).optional().describe('New name of the asset; it keeps its own when absent.'),
  siteId: uuid.optional().describe('Where it stands, one of the customer’s sites; it stays where it is when absent.'),
});
export type ProposalAcceptance = z.output<typeof proposalAcceptance>;

/** `POST /proposals/{id}/decline`. */
export const proposalDecline = z.strictObject({ reason: singleLine(1000).optional() });
export type ProposalDecline = z.output<typeof proposalDecline>;

/** `GET /proposals` and `GET /assets/{id}/proposals`, newest first. */
export const proposalQuery = z.strictObject({
  limit: pageLimit,
  cursor: pageCursor(z.tuple([instantInList, uuid])),
  status: status.optional(),
});
export type ProposalQuery = z.output<typeof proposalQuery>;
export const proposalPage = pageOf(proposal).meta({ id: 'ProposalPage' });
