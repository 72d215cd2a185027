import type { DeviceId } from '#libs/kernel';
import type { Ownership } from './ownership.js';

/** The place in a device's history behind its last entry seen. */
export type OwnershipPlace = readonly [since: Date, id: string];

/** Who had which device when. */
export abstract class OwnershipStore {
  /** The newest first, at most `limit`. */
  abstract page(id: DeviceId, limit: number, after: OwnershipPlace | undefined): Promise<readonly Ownership[]>;
}
