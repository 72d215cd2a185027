import {
  type DeviceLifecycle,
  type DevicePlace,
  type DeviceQuery,
  macAddressPrefix,
  tagKey,
} from '#libs/contracts/http';
import type { DeviceId, OrganizationId } from '#libs/kernel';

export type ConnectivityState = 'connected' | 'disconnected' | 'never';
export type CertificateState = 'none' | 'valid' | 'expiring' | 'expired' | 'revoked';

/** A device as lists show it. */
export interface ListedDevice {
  readonly id: DeviceId;
  readonly serialNumber: string;
  readonly macAddress: string;
  /** Name of its model. */
  readonly type: string;
  readonly name: string;
  readonly organizationId: OrganizationId;
  readonly organizationName: string;
  readonly siteId: string | null;
  readonly tags: readonly string[];
  readonly lifecycle: DeviceLifecycle;
  readonly connectivity: {
    readonly state: ConnectivityState;
    readonly since: Date | null;
    readonly cause: string | null;
    readonly lastSeenAt: Date | null;
  };
  readonly certificate: { readonly state: CertificateState; readonly notAfter: Date | null };
  readonly createdAt: Date;
}

/** A device as its own page shows it. */
export interface DeviceDetails extends ListedDevice {
  readonly keyAlgorithm: 'ec-p256' | 'rsa-2048';
  readonly asset: { id: string; model: string; modelNumber: string; serialNumber: string } | null;
  readonly site: { id: string; name: string; address: string | null; lat: number | null; lon: number | null } | null;
  /** Days as `2026-11-21`; the end is exclusive. */
  readonly contract: { startDate: string; endDate: string; leaseMonths: number } | null;
  /** As the device reported it since the present owner has it, or as it was typed later (R1-06). */
  readonly systemName: string | null;
  /** Of the equipment, such as `18 kVA`; `undefined` if nobody said. */
  readonly rating: string | undefined;
}

/** What a device must meet one of, mostly by its beginning; each in the form in which it is stored. Absent: not looked at. */
export interface DeviceSearch {
  readonly serialNumber?: string | undefined;
  readonly macAddress?: string | undefined;
  /** Case does not matter. */
  readonly name?: string | undefined;
  /** Key of a tag. */
  readonly tag?: string | undefined;
  /** Whole names of device models: one of them. */
  readonly models?: readonly string[] | undefined;
  /** Days of UTC, such as `2026-12-01`, within which the certificate ends: from one on, before another. */
  readonly certificateEnd?: { readonly from: string | undefined; readonly before: string | undefined } | undefined;
}

/** Reads what was typed into a search field: the start of a serial number, a MAC address in any spelling, or a name. */
export function deviceSearch(typed: string): DeviceSearch {
  return { serialNumber: typed.toUpperCase(), macAddress: macAddressPrefix(typed), name: typed };
}

/** What is looked for by an index of its own, for it may be met by very few of very many. */
type SearchedBy =
  | 'q'
  | 'serialNumber'
  | 'macAddress'
  | 'name'
  | 'tag'
  | 'model'
  | 'certificateEndsFrom'
  | 'certificateEndsBefore';

/** Everything that was typed, into the one search field and into those of the columns (R3-09); all of it must be met. */
export function deviceSearches(query: Partial<Pick<DeviceQuery, SearchedBy>>): readonly DeviceSearch[] {
  const searches: DeviceSearch[] = query.q === undefined ? [] : [deviceSearch(query.q)];
  if (query.serialNumber !== undefined) searches.push({ serialNumber: query.serialNumber.toUpperCase() });
  if (query.macAddress !== undefined) searches.push({ macAddress: query.macAddress });
  if (query.name !== undefined) searches.push({ name: query.name });
  if (query.tag !== undefined) searches.push({ tag: tagKey(query.tag) });
  if (query.model !== undefined) searches.push({ models: query.model });
  const { certificateEndsFrom: from, certificateEndsBefore: before } = query;
  if (from !== undefined || before !== undefined) searches.push({ certificateEnd: { from, before } });
  return searches;
}

/** Which devices are wanted, in which order, and from where on. */
export type DeviceSelection = Omit<DeviceQuery, SearchedBy> & {
  readonly searches: readonly DeviceSearch[];
};

/** How a device is called. */
export type DeviceName = Pick<ListedDevice, 'id' | 'serialNumber'>;

/** How many devices a selection finds; not exact: there are more. */
export interface DeviceCount {
  readonly value: number;
  readonly exact: boolean;
}

export interface DevicePage {
  readonly devices: readonly ListedDevice[];
  /** The place behind the last device; `undefined` on the last page. */
  readonly next: DevicePlace | undefined;
  /** Of all pages, if it was asked for. */
  readonly count: DeviceCount | undefined;
}
