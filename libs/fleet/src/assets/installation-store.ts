import type { DeviceId, DeviceKey, OrganizationId, PersonId } from '#libs/kernel';
import type { ConnectivityState } from '../devices/device-list.js';

/** A device on an asset for a span of time. */
export interface Installation {
  readonly id: string;
  readonly deviceId: DeviceId;
  readonly deviceSerialNumber: string;
  readonly assetId: string;
  readonly assetLabel: string;
  readonly installedAt: Date;
  /** Exclusive; null: still. */
  readonly removedAt: Date | null;
}

/** A device, by the key of its telemetry, as long as it was on an asset: half-open. */
export interface InstalledSpan {
  /** Of the installation. */
  readonly id: string;
  readonly deviceId: DeviceId;
  readonly key: DeviceKey;
  readonly from: Date;
  readonly to: Date;
}

/** A device that is on nothing. */
export interface FreeDevice {
  readonly id: DeviceId;
  readonly serialNumber: string;
  readonly name: string;
  readonly type: string;
  readonly siteId: string | null;
  readonly connectivity: ConnectivityState;
}

/** Which devices that are on nothing are wanted. */
export interface FreeDeviceSelection {
  readonly organizationId: OrganizationId;
  /** Only those at this site. */
  readonly siteId?: string | undefined;
  /** How the serial number begins, upper case. */
  readonly start: string;
  readonly limit: number;
  /** Serial number of the last one of the page before. */
  readonly after?: string | undefined;
}

/** Which device is, or was, on which asset. */
export abstract class InstallationStore {
  /** What is so now, by either end. */
  abstract presentOf(
    end: { readonly deviceId: DeviceId } | { readonly assetId: string },
  ): Promise<readonly Installation[]>;
  abstract add(installation: {
    readonly id: string;
    readonly deviceId: DeviceId;
    readonly assetId: string;
    readonly installedAt: Date;
    readonly installedById: PersonId;
  }): Promise<void>;
  /** Ends whatever the device is on. */
  abstract end(deviceId: DeviceId, at: Date, byId: PersonId): Promise<void>;
  abstract standAt(deviceId: DeviceId, siteId: string, at: Date): Promise<void>;
  /** Newest first. */
  abstract ofAsset(
    assetId: string,
    limit: number,
    after: readonly [installedAt: string, id: string] | undefined,
  ): Promise<readonly Installation[]>;
  /** The latest that lie in the span or reach into it, at most `limit`; oldest first. */
  abstract spans(
    assetId: string,
    span: { readonly from: Date; readonly to: Date },
    limit: number,
  ): Promise<readonly InstalledSpan[]>;
  /** By serial number; retired ones are none of them. */
  abstract freeDevices(selection: FreeDeviceSelection): Promise<readonly FreeDevice[]>;
}
