import { z } from 'zod';
import { mailState } from '#libs/contracts/http';

/** What the address of the outbox says, by the names of the API's own parameters. What is wrong in it is left out. */
export const mailSearch = z.object({
  state: mailState.optional().catch(undefined),
  cursor: z.string().max(4096).optional().catch(undefined),
});
export type MailSearch = z.output<typeof mailSearch>;
