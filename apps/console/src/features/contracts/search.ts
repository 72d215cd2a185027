import { z } from 'zod';
import { contractQuery } from '#libs/contracts/http';

/** What the address of the list of contracts says, by the names of the API's own parameters. What is wrong in it is left out. */
export const contractSearch = z.object({
  state: contractQuery.shape.state.catch(undefined),
  customerId: z.uuid().optional().catch(undefined),
  endsWithin: z.coerce.number().int().min(0).max(3660).optional().catch(undefined),
  endsFrom: z.iso.date().optional().catch(undefined),
  endsBefore: z.iso.date().optional().catch(undefined),
  renewed: z.boolean().optional().catch(undefined),
  sort: z.enum(['endDate', '-endDate']).optional().catch(undefined),
  cursor: z.string().max(4096).optional().catch(undefined),
});
export type ContractSearch = z.output<typeof contractSearch>;
