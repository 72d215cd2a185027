import { type DeviceQuery, macAddressPrefix } from '#libs/contracts';
import type { DeviceId, OrganizationId } from '#libs/kernel';
import type { DeviceLifecycle } from './device.js';

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
}

/** Starts of what a search text may mean, each in the form in which it is stored. */
export interface DeviceSearch {
  readonly serialNumber: string;
  /** `undefined`: no MAC address begins like this. */
  readonly macAddress: string | undefined;
  /** As typed; case does not matter. */
  readonly name: string;
}

/** Reads what was typed into a search field: the start of a serial number, a MAC address in any spelling, or a name. */
export function deviceSearch(typed: string): DeviceSearch {
  return { serialNumber: typed.toUpperCase(), macAddress: macAddressPrefix(typed), name: typed };
}

/** Which devices are wanted, and from where on. */
export type DeviceSelection = Pick<
  DeviceQuery,
  'sort' | 'cursor' | 'limit' | 'organizationId' | 'lifecycle' | 'connectivity'
> & { readonly search: DeviceSearch | undefined };

export interface DevicePage {
  readonly devices: readonly ListedDevice[];
  /** The place behind the last device; `undefined` on the last page. */
  readonly next: NonNullable<DeviceQuery['cursor']> | undefined;
}
