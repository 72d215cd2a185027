import type { DeviceId } from '#libs/kernel';
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
  readonly connectivity: ConnectivityState;
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
}

export type MapFeature = MapDevice | MapCluster;
