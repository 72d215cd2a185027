import { z } from 'zod';
import { importRowOutcome, importStatus, uuid } from '#libs/contracts/http';

const cursor = z.string().max(4096).optional().catch(undefined);

/** What the address of the list says, by the names of the API's own parameters. What is wrong in it is left out. */
export const importSearch = z.object({
  organizationId: uuid.optional().catch(undefined),
  status: importStatus.optional().catch(undefined),
  cursor,
});
export type ImportSearch = z.output<typeof importSearch>;

/** Which rows of one import are looked at. */
export const importRowSearch = z.object({
  outcome: importRowOutcome.optional().catch(undefined),
  warned: z.boolean().optional().catch(undefined),
  cursor,
});
export type ImportRowSearch = z.output<typeof importRowSearch>;
