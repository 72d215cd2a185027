import type { DeviceFreshness, DeviceLifecycle, LocationQuery } from '#libs/contracts/http';
import type { OrganizationId } from '#libs/kernel';
import { type CertificateState, type ConnectivityState, type DeviceSearch, deviceSearch } from '../list/device-list.js';

/** What a device must meet to be on a map; absent: anything. */
export interface MapFilter {
  readonly organizationId?: OrganizationId | undefined;
  readonly siteId?: string | undefined;
  readonly connectivity?: ConnectivityState | undefined;
  readonly freshness?: DeviceFreshness | undefined;
  readonly lifecycle?: DeviceLifecycle | undefined;
  readonly certificate?: CertificateState | undefined;
  /** Name of the device model. */
  readonly model?: string | undefined;
  readonly search?: DeviceSearch | undefined;
}

/** What a map was asked to show alone. */
export const mapFilterOf = ({ bbox: _bbox, zoom: _zoom, q, ...filter }: LocationQuery): MapFilter => ({
  ...filter,
  search: q === undefined ? undefined : deviceSearch(q),
});

/** What a device is, in bits from the lowest on; the database's `map_state` packs them, and above them the key of its model. */
const parts = {
  connectivity: { shift: 0, mask: 3, values: ['connected', 'disconnected', 'never'] },
  freshness: { shift: 2, mask: 3, values: ['fresh', 'stale', 'silent'] },
  lifecycle: { shift: 4, mask: 3, values: ['registered', 'active', 'suspended', 'retired'] },
  certificate: { shift: 6, mask: 7, values: ['none', 'valid', 'expiring', 'expired', 'revoked'] },
} as const;
type Parts = typeof parts;
export type StatePart = keyof Parts;
export const stateParts = Object.keys(parts) as readonly StatePart[];

/** The bits above which the key of the model begins. */
export const MODEL_SHIFT = 9;

/** Where a part of a state stands, and the number that stands for a value there. */
export function bitsOf<Part extends StatePart>(part: Part, value: Parts[Part]['values'][number]) {
  const { shift, mask, values } = parts[part];
  return { shift, mask, number: (values as readonly string[]).indexOf(value) };
}

/** What a part of a state says. @param state as `device_place` has it */
export function partOf<Part extends StatePart>(part: Part, state: number): Parts[Part]['values'][number] {
  const { shift, mask, values } = parts[part];
  return (values as readonly Parts[Part]['values'][number][])[(state >> shift) & mask] ?? values[0];
}
