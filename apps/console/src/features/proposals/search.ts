import { z } from 'zod';
import { proposalQuery } from '#libs/contracts/http';

/** What the address of the list of proposals says, by the names of the API's own parameters. What is wrong in it is left out. */
export const proposalSearch = z.object({
  status: proposalQuery.shape.status.catch(undefined),
  cursor: z.string().max(4096).optional().catch(undefined),
});
export type ProposalSearch = z.output<typeof proposalSearch>;

/** With a dialog that can be sent as a link. */
export const proposalListSearch = proposalSearch.extend({ do: z.literal('propose').optional().catch(undefined) });
