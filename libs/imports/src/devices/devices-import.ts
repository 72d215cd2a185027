import { type Actor, may, type Organization, requireMay } from '#libs/identity';
import { ImportPlaceError } from '../engine/import.errors.js';
import type { RowCells } from '../engine/import-columns.js';
import { ImportSubject, type Plan, type Read, type RowKeys, type Situation } from '../engine/import-subject.js';
import { type DeviceEffect, DeviceImportStore, type DispatchedDevice } from './device-import.store.js';
import { compareDevice, type DeviceRow, type DeviceWorld, deviceColumns, readDeviceRow } from './device-rows.js';

/** Devices that are dispatched into a provider's stock, with their transfer in its history. */
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
      const { id, isInCentralStock: isTransferred } = existing;
      return { verdict, effect: { move: { id, name: row.name ?? existing.name, isTransferred } } };
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
