import { z } from 'zod';
import { connectivityState } from '#libs/contracts/http';

/** What the address of the list says, by the names of the API's own parameters. What is wrong in it is left out. */
export const deviceSearch = z.object({
  q: z.coerce.string().trim().min(1).max(100).optional().catch(undefined),
  connectivity: connectivityState.optional().catch(undefined),
  cursor: z.string().max(4096).optional().catch(undefined),
});
export type DeviceSearch = z.output<typeof deviceSearch>;

/** The same list from its beginning, with one thing changed; what is undefined is not in the address. */
export function changedSearch(search: DeviceSearch, change: Omit<DeviceSearch, 'cursor'>): DeviceSearch {
  const { cursor: _, ...kept } = search;
  return { ...kept, ...change };
}
