import type { DeviceLifecycle, MacAddress, SerialNumber } from '#libs/contracts/http';
import { type DeviceId, deviceId, type OrganizationId, organizationId, type PersonId } from '#libs/kernel';
import type { RegistryDatabase } from '#prisma';
import { addDevices } from '../device-rows.store.js';
import { beginOwnership, theseDevices } from '../transfer/ownership-history.store.js';
import { deviceModels, type Model } from './device-models.query.js';
import type { DispatchedDevice, PresentDevice } from './dispatch.js';

/** A device that comes from production. */
export interface NewStockDevice {
  readonly id: DeviceId;
  readonly serialNumber: SerialNumber;
  readonly macAddress: MacAddress;
  readonly modelId: string;
}

/** A device in a provider's stock. */
export interface StockedDevice {
  readonly id: DeviceId;
  /** Name of its model. */
  readonly type: string;
  readonly lifecycle: DeviceLifecycle;
  readonly createdAt: Date;
}

interface PresentRow {
  readonly id: string;
  readonly serial_number: string;
  readonly mac_address: string;
  readonly type: string;
  readonly lifecycle: DeviceLifecycle;
  readonly organization_id: string;
  readonly path: string;
  readonly organization_name: string;
}

/**
 * What dispatching needs of the fleet's tables; every call is a fixed number of statements.
 *
 * Devices from production in the registry's table `device`.
 */
export class StockStore {
  constructor(private readonly database: RegistryDatabase) {}

  deviceModels(): Promise<readonly Model[]> {
    return deviceModels(this.database);
  }

  /**
   * Adds the devices of which nobody has serial number or MAC address; others stay as they are. Waits for whoever is adding
   * the same ones.
   *
   * @returns the ids of those that were added
   */
  async add(
    devices: readonly NewStockDevice[],
    to: OrganizationId,
    byId: PersonId,
    at: Date,
  ): Promise<ReadonlySet<DeviceId>> {
    const { client } = this.database;
    const named = devices.map((device) => ({ ...device, name: device.serialNumber }));
    const ids = (await addDevices(client, named, to, at)).map(deviceId);
    if (ids.length > 0) await beginOwnership(client, theseDevices(ids), { to, cause: 'dispatched', byId, at });
    return new Set(ids);
  }

  /** Devices that have one of the serial numbers or MAC addresses, locked in the order of their ids. */
  async lockNamed(devices: readonly DispatchedDevice[]): Promise<readonly PresentDevice[]> {
    const { client } = this.database;
    const serialNumbers = devices.map(({ serialNumber }) => serialNumber);
    const macAddresses = devices.map(({ macAddress }) => macAddress);
    const locked = await client.$queryRaw<{ readonly id: string }[]>`
      SELECT d.id
      FROM device d
      WHERE d.serial_number = ANY (${serialNumbers}::text[]) OR d.mac_address = ANY (${macAddresses}::text[])
      ORDER BY d.id
      FOR UPDATE`;
    const rows = await client.$queryRaw<PresentRow[]>`
      SELECT d.id, d.serial_number, d.mac_address, m.name AS type, d.lifecycle::text AS lifecycle, d.organization_id,
        o.path, o.name AS organization_name
      FROM device d
      JOIN device_model m ON m.id = d.model_id
      JOIN organization o ON o.id = d.organization_id
      WHERE d.id IN (${theseDevices(locked.map(({ id }) => id))})`;
    return rows.map((row) => ({
      id: deviceId(row.id),
      serialNumber: row.serial_number as SerialNumber,
      macAddress: row.mac_address as MacAddress,
      type: row.type,
      lifecycle: row.lifecycle,
      owner: { id: organizationId(row.organization_id), path: row.path, name: row.organization_name },
    }));
  }
}
