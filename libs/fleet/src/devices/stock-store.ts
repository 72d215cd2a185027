import type { MacAddress, SerialNumber } from '#libs/contracts';
import type { DeviceId, OrganizationId, PersonId } from '#libs/kernel';
import type { Model } from '../ports.js';
import type { DispatchedDevice, PresentDevice } from './dispatch.js';

/** A device that comes from production. */
export interface NewStockDevice {
  readonly id: DeviceId;
  readonly serialNumber: SerialNumber;
  readonly macAddress: MacAddress;
  readonly modelId: string;
}

/** What dispatching needs of the fleet's tables; every call is a fixed number of statements. */
export abstract class StockStore {
  abstract deviceModels(): Promise<readonly Model[]>;
  /**
   * Adds the devices of which nobody has serial number or MAC address; others stay as they are. Waits for whoever is adding
   * the same ones.
   *
   * @returns the ids of those that were added
   */
  abstract add(
    devices: readonly NewStockDevice[],
    to: OrganizationId,
    byId: PersonId,
    at: Date,
  ): Promise<ReadonlySet<DeviceId>>;
  /** Devices that have one of the serial numbers or MAC addresses, locked in the order of their ids. */
  abstract lockNamed(devices: readonly DispatchedDevice[]): Promise<readonly PresentDevice[]>;
}
