import type { BoundingBox, DeviceFreshness } from '#libs/contracts/http';
import type { DeviceId, OrganizationId } from '#libs/kernel';
import type { ConnectivityState } from '../list/device-list.js';

/** A device on the map. */
export interface MapDevice {
  readonly kind: 'device';
  /** WGS 84 degrees. */
  readonly lat: number;
  readonly lon: number;
  readonly deviceId: DeviceId;
  readonly serialNumber: string;
  readonly name: string;
  /** Name of its model. */
  readonly model: string;
  readonly organizationId: OrganizationId;
  readonly siteId: string | null;
  readonly connectivity: ConnectivityState;
  readonly freshness: DeviceFreshness;
  /** Null where the position is the site's. */
  readonly observedAt: Date | null;
  readonly source: 'device' | 'site';
}

/** Devices too close to be told apart, at their mean position. */
export interface MapCluster {
  readonly kind: 'cluster';
  readonly lat: number;
  readonly lon: number;
  /** Two or more. */
  readonly count: number;
  readonly connected: number;
  /** Were connected and are not. */
  readonly disconnected: number;
  /** Gave no sign of life for 15 minutes, though once they did. */
  readonly stale: number;
  /** Holds them all. */
  readonly box: BoundingBox;
}

export type MapFeature = MapDevice | MapCluster;

/** A map as it is drawn. */
export interface DrawnMap {
  /** At most 65². */
  readonly features: readonly MapFeature[];
  /** Less is shown than was asked for: clusters are larger than the zoom wants them, or not all that a search finds is looked at. */
  readonly isTruncated: boolean;
}

/** What of a cluster needs attention most. */
export function worstOf({ count, connected, disconnected, stale }: MapCluster): ConnectivityState | 'stale' {
  if (disconnected > 0) return 'disconnected';
  if (stale > 0) return 'stale';
  return connected < count ? 'never' : 'connected';
}
