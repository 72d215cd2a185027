import { z } from 'zod';
import { certificateState, connectivityState, deviceFreshness, deviceLifecycle, uuid } from '#libs/contracts/http';
import { isNarrowed } from '../../ui/data-table/list-address';
import { viewOf } from './view';

const text = z.coerce.string().trim().min(1).max(100).optional().catch(undefined);
const id = uuid.optional().catch(undefined);

/** What the address of the map says: filters by the names of the API's own parameters, and the view. What is wrong is left out. */
export const mapSearch = z.object({
  in: id,
  q: text,
  organizationId: id,
  siteId: id,
  model: text,
  connectivity: connectivityState.optional().catch(undefined),
  freshness: deviceFreshness.optional().catch(undefined),
  lifecycle: deviceLifecycle.optional().catch(undefined),
  certificate: certificateState.optional().catch(undefined),
  /** Longitude, latitude, zoom: as `viewText` writes them. */
  at: z
    .string()
    .refine((at) => viewOf(at) !== undefined)
    .optional()
    .catch(undefined),
  /** The device that is kept in the middle. */
  follow: id,
});
export type MapSearch = z.output<typeof mapSearch>;
export type MapFilter = Omit<MapSearch, 'at' | 'follow'>;

/** Only what decides which devices are shown. */
export const filterOf = ({ at: _at, follow: _follow, ...filter }: MapSearch): MapFilter => filter;

/** Whether a filter leaves anything out; the organization in which one looks is chosen beside the map. */
export const isFiltered = (search: MapSearch): boolean => isNarrowed(filterOf(search));
