import { z } from 'zod';

/** What the address of the list says, by the API's own names. */
export const certificateSearch = z.object({
  serialNumber: z.coerce.string().trim().min(1).max(64).optional().catch(undefined),
  cursor: z.string().max(4096).optional().catch(undefined),
});
export type CertificateSearch = z.output<typeof certificateSearch>;
