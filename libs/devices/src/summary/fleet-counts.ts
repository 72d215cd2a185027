import type { DeviceLifecycle, FleetSummaryQuery } from '#libs/contracts/http';
import type { CertificateState, ConnectivityState } from '../list/device-list.js';

/** How long ago a device gave a sign of life; `silent`: never. */
export type Freshness = 'fresh' | 'stale' | 'silent';

/** Which devices are counted. */
export type FleetSelection = FleetSummaryQuery;

/** How many devices of a fleet are in which state; each of the four groups sums to the total. */
export interface FleetCounts {
  readonly total: number;
  /** In stock of a provider or the operator. */
  readonly unassigned: number;
  readonly connectivity: Readonly<Record<ConnectivityState, number>>;
  readonly freshness: Readonly<Record<Freshness, number>>;
  readonly lifecycle: Readonly<Record<DeviceLifecycle, number>>;
  readonly certificate: Readonly<Record<CertificateState, number>>;
}

/** An empty fleet. */
export const noDevices: FleetCounts = {
  total: 0,
  unassigned: 0,
  connectivity: { connected: 0, disconnected: 0, never: 0 },
  freshness: { fresh: 0, stale: 0, silent: 0 },
  lifecycle: { registered: 0, active: 0, suspended: 0, retired: 0 },
  certificate: { none: 0, valid: 0, expiring: 0, expired: 0, revoked: 0 },
};
