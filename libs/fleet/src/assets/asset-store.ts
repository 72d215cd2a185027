import type { DeviceId, OrganizationId } from '#libs/kernel';
import type { Asset, AssetFields, NewAssetRow } from './asset.js';
import type { AssetRooms } from './asset-limit.js';

/** What goes with an asset when it is deleted. */
export interface AssetBelongings {
  readonly contracts: number;
  readonly offlineMeasurements: number;
  /** Serial numbers of the devices on it. */
  readonly devices: readonly string[];
}

/** The assets, one at a time. */
export abstract class AssetStore implements AssetRooms {
  abstract find(id: string): Promise<Asset | undefined>;
  /** As `find`; other units of work that lock the same asset wait until this one ends. */
  abstract lock(id: string): Promise<Asset | undefined>;
  abstract lockAssetRoom(id: OrganizationId): ReturnType<AssetRooms['lockAssetRoom']>;
  /** @throws {AssetTakenError} the customer has it already; the unit of work cannot go on after it */
  abstract add(asset: NewAssetRow): Promise<void>;
  /** @throws {AssetTakenError} the customer has another one like it; the unit of work cannot go on after it */
  abstract change(id: string, fields: AssetFields, at: Date): Promise<void>;
  abstract remove(id: string): Promise<void>;
  abstract belongings(id: string): Promise<AssetBelongings>;
  abstract hasSite(organizationId: OrganizationId, siteId: string): Promise<boolean>;
  /** Takes the devices that are on the asset along to its new site. */
  abstract moveDevices(assetId: string, siteId: string, at: Date): Promise<void>;
  /** A device of this organization by its serial number. */
  abstract findDevice(organizationId: OrganizationId, serialNumber: string): Promise<DeviceId | undefined>;
}
