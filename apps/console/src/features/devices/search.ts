import { z } from 'zod';
import {
  certificateState,
  connectivityState,
  deviceFreshness,
  deviceLifecycle,
  deviceSort,
  deviceTag,
  uuid,
} from '#libs/contracts/http';
import { several } from '../../ui/data-table/several';

/** As much as the API searches for, characters. */
export const SEARCHED = 100;
/** Models it takes in one question. */
const MODELS = 20;

const text = z.coerce.string().trim().min(1).max(SEARCHED).optional().catch(undefined);

/** What the address of the list says, by the names of the API's own parameters: also how many rows a page has. What is wrong in it is left out. */
export const deviceSearch = z.object({
  q: text,
  serialNumber: text,
  macAddress: text,
  name: text,
  organizationId: uuid.optional().catch(undefined),
  siteId: uuid.optional().catch(undefined),
  tag: z.coerce.string().pipe(deviceTag).optional().catch(undefined),
  model: several(z.string().trim().min(1).max(SEARCHED), MODELS),
  lifecycle: several(deviceLifecycle),
  connectivity: several(connectivityState),
  freshness: several(deviceFreshness),
  certificate: several(certificateState),
  certificateEndsFrom: z.iso.date().optional().catch(undefined),
  certificateEndsBefore: z.iso.date().optional().catch(undefined),
  sort: deviceSort.optional().catch(undefined),
  limit: z.coerce.number().int().min(1).max(200).optional().catch(undefined),
  cursor: z.string().max(4096).optional().catch(undefined),
});
export type DeviceSearch = z.output<typeof deviceSearch>;

const deviceFilter = deviceSearch.omit({ sort: true, limit: true, cursor: true });

/** What of it narrows the list, whatever page is shown in whatever order: the filter by which a batch finds the same devices. */
export const filterIn = (search: DeviceSearch): z.output<typeof deviceFilter> => deviceFilter.parse(search);

/** All that a list finds, where it is known how many they are and one batch takes them. */
export interface AllFound {
  readonly filter: ReturnType<typeof filterIn>;
  readonly count: number;
}
