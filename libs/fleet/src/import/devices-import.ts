import { type Actor, may, type Organization, requireMay } from '#libs/identity';
import type { OrganizationId } from '#libs/kernel';
import {
  compareDevice,
  type DeviceRow,
  type DeviceWorld,
  deviceColumns,
  type ExistingDevice,
  readDeviceRow,
} from './device-rows.js';
import type { RowCells } from './import-columns.js';
import { ImportPlaceError } from './import-errors.js';
import { ImportSubject, type Plan, type Read, type RowKeys, type Situation } from './import-subject.js';

/** A device that is made in a provider's stock. */
export interface DispatchedDevice {
  readonly serialNumber: string;
  readonly macAddress: string;
  readonly modelId: string;
  readonly name: string;
}

/** A device that is there and changes. */
export interface DeviceMove {
  readonly id: string;
  readonly name: string;
  /** It leaves the operator's stock for the provider's. */
  readonly isHandedOver: boolean;
}

export type DeviceEffect = { readonly make: DispatchedDevice } | { readonly move: DeviceMove };

/** Devices as an import looks for them and writes them. */
export abstract class DeviceImportStore {
  abstract models(): Promise<readonly { readonly id: string; readonly name: string }[]>;
  /** Whoever has one of these numbers or addresses, anywhere; in the order of their ids if they are locked. */
  abstract find(
    provider: { readonly id: OrganizationId; readonly path: string },
    wanted: readonly DeviceRow[],
    lock: boolean,
  ): Promise<readonly ExistingDevice[]>;
  /** @throws {BatchOutdatedError} a number or an address was taken meanwhile */
  abstract write(situation: Situation, effects: readonly DeviceEffect[]): Promise<void>;
}

/** Devices that are dispatched into a provider's stock, with their hand-over in its history. */
export class DevicesImport extends ImportSubject<DeviceRow, DeviceEffect> {
  override readonly kind = 'devices';
  override readonly columns = deviceColumns;
  override readonly hasUniqueSecondKey = true;

  constructor(private readonly store: DeviceImportStore) {
    super();
  }

  override require(actor: Actor, organization: Organization): void {
    requireMay(actor, 'device.dispatch', organization);
    if (organization.kind !== 'provider') throw new ImportPlaceError(this.kind, organization.kind, 'provider');
  }

  override read(cells: RowCells): Read<DeviceRow> {
    return readDeviceRow(cells);
  }

  override keysOf({ serialNumber, macAddress }: DeviceRow): RowKeys {
    return { key: serialNumber, secondKey: macAddress };
  }

  override async plan(
    { actor, organization, isApplying }: Situation,
    wanted: readonly DeviceRow[],
  ): Promise<readonly Plan<DeviceEffect>[]> {
    const models = await this.store.models();
    const devices = await this.store.find(organization, wanted, isApplying);
    const world: DeviceWorld = {
      provider: organization,
      types: models.map(({ name }) => name),
      bySerialNumber: new Map(devices.map((device) => [device.serialNumber, device])),
      byMacAddress: new Map(devices.map((device) => [device.macAddress, device])),
      mayRename: may(actor, 'device.edit', organization),
    };
    return wanted.map((row) => {
      const verdict = compareDevice(row, world);
      const existing = world.bySerialNumber.get(row.serialNumber);
      if (verdict.outcome === 'create') return { verdict, effect: { make: made(row, models) } };
      if (verdict.outcome !== 'change' || !existing) return { verdict };
      const { id, isInCentralStock: isHandedOver } = existing;
      return { verdict, effect: { move: { id, name: row.name ?? existing.name, isHandedOver } } };
    });
  }

  override write(situation: Situation, effects: readonly DeviceEffect[]): Promise<void> {
    return this.store.write(situation, effects);
  }
}

function made(row: DeviceRow, models: readonly { readonly id: string; readonly name: string }[]): DispatchedDevice {
  const model = models.find(({ name }) => name.toLowerCase() === row.type.toLowerCase());
  if (!model) throw new Error(`A row was planned for the device type "${row.type}", which is unknown.`);
  const { serialNumber, macAddress } = row;
  // What it is on will name it; until then its number does.
  return { serialNumber, macAddress, modelId: model.id, name: row.name ?? serialNumber };
}
