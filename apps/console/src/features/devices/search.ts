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

/** As much as the API searches for, characters. */
export const SEARCHED = 100;

const text = z.coerce.string().trim().min(1).max(SEARCHED).optional().catch(undefined);

/** What the address of the list says, by the names of the API's own parameters. What is wrong in it is left out. */
export const deviceSearch = z.object({
  q: text,
  serialNumber: text,
  macAddress: text,
  name: text,
  organizationId: uuid.optional().catch(undefined),
  siteId: uuid.optional().catch(undefined),
  tag: z.coerce.string().pipe(deviceTag).optional().catch(undefined),
  lifecycle: deviceLifecycle.optional().catch(undefined),
  connectivity: connectivityState.optional().catch(undefined),
  freshness: deviceFreshness.optional().catch(undefined),
  certificate: certificateState.optional().catch(undefined),
  sort: deviceSort.optional().catch(undefined),
  cursor: z.string().max(4096).optional().catch(undefined),
});
export type DeviceSearch = z.output<typeof deviceSearch>;
