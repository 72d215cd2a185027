import { z } from 'zod';
import {
  certificateState,
  connectivityState,
  deviceFreshness,
  deviceLifecycle,
  deviceSort,
  organizationKind,
  organizationSort,
  organizationStatus,
  uuid,
} from '#libs/contracts/http';
import { several } from '../../ui/data-table/several';

/** As much as the API searches for, characters. */
export const SEARCHED = { organization: 200, device: 100 } as const;

const text = (length: number) => z.coerce.string().trim().min(1).max(length).optional().catch(undefined);
const id = uuid.optional().catch(undefined);
const cursor = z.string().max(4096).optional().catch(undefined);

/** What the address of the list of organizations says, by the names of the API's own parameters. What is wrong in it is left out. */
export const organizationSearch = z.object({
  in: id,
  q: text(SEARCHED.organization),
  address: text(SEARCHED.organization),
  contact: text(SEARCHED.organization),
  kind: organizationKind.optional().catch(undefined),
  status: organizationStatus.optional().catch(undefined),
  parentId: id,
  sort: organizationSort.optional().catch(undefined),
  cursor,
});
export type OrganizationSearch = z.output<typeof organizationSearch>;

/** What the address of the unassigned devices says. */
export const stockSearch = z.object({
  in: id,
  q: text(SEARCHED.device),
  serialNumber: text(SEARCHED.device),
  macAddress: text(SEARCHED.device),
  name: text(SEARCHED.device),
  model: several(z.string().trim().min(1).max(SEARCHED.device), 20),
  lifecycle: several(deviceLifecycle),
  connectivity: several(connectivityState),
  freshness: several(deviceFreshness),
  certificate: several(certificateState),
  organizationId: id,
  sort: deviceSort.optional().catch(undefined),
  cursor,
});
export type StockSearch = z.output<typeof stockSearch>;
