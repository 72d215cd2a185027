import { z } from 'zod';

/** What the address of the list says, by the API's own names. What is wrong in it is left out. */
export const notificationSearch = z.object({
  // The router reads `true` as what it is.
  unread: z
    .union([z.boolean(), z.enum(['true', 'false']).transform((text) => text === 'true')])
    .optional()
    .catch(undefined),
});
