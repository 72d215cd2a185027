import { z } from 'zod';
import { registrationRequestQuery } from '#libs/contracts/http';

/** What the address of the list of requests says, by the names of the API's own parameters. What is wrong in it is left out. */
export const requestSearch = z.object({
  status: registrationRequestQuery.shape.status.catch(undefined),
  cursor: z.string().max(4096).optional().catch(undefined),
});
export type RequestSearch = z.output<typeof requestSearch>;
