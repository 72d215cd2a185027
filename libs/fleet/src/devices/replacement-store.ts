import type { SerialNumber } from '#libs/contracts';
import type { DeviceId, PersonId } from '#libs/kernel';

/** What a device has besides its owner and site. */
export interface DevicePlace {
  /** Equipment it is installed on, by id. */
  readonly assetIds: readonly string[];
}

/** What a device that takes another one's place gets. */
export interface PlaceTaken {
  readonly assetIds: readonly string[];
  readonly contractIds: readonly string[];
}

/** What replacing a device needs of the fleet's tables; every call is a fixed number of statements. */
export abstract class ReplacementStore {
  abstract idOf(serialNumber: SerialNumber): Promise<DeviceId | undefined>;
  abstract placeOf(id: DeviceId): Promise<DevicePlace>;
  /**
   * Locks the site and the equipment until the unit of work ends; both before any device, which is the order in which
   * everybody takes them.
   */
  abstract holdPlace(siteId: string | null, assetIds: readonly string[]): Promise<void>;
  /**
   * Moves installations, site, name and contracts from one device to the other, both of one owner and locked; the old
   * installation ends at the very instant at which the new one begins.
   */
  abstract takePlace(from: DeviceId, to: DeviceId, byId: PersonId, at: Date): Promise<PlaceTaken>;
}
