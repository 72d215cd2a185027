import type { OrganizationId } from '#libs/kernel';
import { AssetLimitError } from './asset-limit.errors.js';

/** How many assets an organization has, counted only if there is a limit; null is unlimited (R0-17, R0-18). */
export interface AssetRoom {
  readonly assets: number;
  readonly limit: number | null;
}

/** Knows the room; it stays as it is until the unit of work ends. */
export interface AssetRooms {
  lockAssetRoom(id: OrganizationId): Promise<AssetRoom>;
}

/**
 * Passes if the organization may have another asset, in the caller's unit of work: who comes at the same time waits.
 *
 * @throws {AssetLimitError} it has as many as it may have (R0-19)
 */
export async function requireRoomForAsset(rooms: AssetRooms, id: OrganizationId): Promise<void> {
  const { assets, limit } = await rooms.lockAssetRoom(id);
  if (limit !== null && assets >= limit) throw new AssetLimitError(id, assets, limit);
}
