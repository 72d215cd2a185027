import type { DeviceId } from '#libs/kernel';
import { AssetOccupiedError, DeviceInstalledError } from './installation.errors.js';

/** How many devices and assets may be on each other at a time. The tables hold any number (R3-44). */
export interface PairingPolicy {
  readonly assetsPerDevice: number;
  readonly devicesPerAsset: number;
}

/** One machine, one edge device: what is offered today (R3-43). */
export const oneToOne: PairingPolicy = Object.freeze({ assetsPerDevice: 1, devicesPerAsset: 1 });

/** A device and an asset that shall be paired, with what is on each of them now. */
export interface Pairing {
  readonly device: { readonly id: DeviceId; readonly serialNumber: string };
  readonly asset: { readonly id: string; readonly label: string };
  readonly assetsOfDevice: readonly { readonly id: string; readonly label: string }[];
  readonly devicesOfAsset: readonly { readonly id: DeviceId; readonly serialNumber: string }[];
}

/**
 * Passes if the two may be paired. The same two are never paired twice at a time, whatever the policy.
 *
 * @throws {DeviceInstalledError | AssetOccupiedError} names what is on what
 */
export function requirePairable(policy: PairingPolicy, pairing: Pairing): void {
  const { device, asset, assetsOfDevice, devicesOfAsset } = pairing;
  const same = assetsOfDevice.find(({ id }) => id === asset.id);
  const full = assetsOfDevice.length >= policy.assetsPerDevice ? assetsOfDevice[0] : undefined;
  const blocking = same ?? full;
  if (blocking) throw new DeviceInstalledError(device.id, device.serialNumber, blocking);
  const occupying = devicesOfAsset.length >= policy.devicesPerAsset ? devicesOfAsset[0] : undefined;
  if (occupying) throw new AssetOccupiedError(asset.id, asset.label, occupying);
}
