import { addDevices, beginOwnership, deviceModels, renameDevices, theseDevices, transfer } from '#libs/devices';
import { newUuid, type OrganizationId } from '#libs/kernel';
import { AFTER_ANY, Prisma, type RegistryDatabase } from '#prisma';
import { BatchOutdatedError, type Situation } from '../engine/import-subject.js';
import type { DeviceRow, ExistingDevice } from './device-rows.js';

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
  readonly isTransferred: boolean;
}

export type DeviceEffect = { readonly make: DispatchedDevice } | { readonly move: DeviceMove };

interface DeviceRecord extends Omit<ExistingDevice, 'owner'> {
  readonly ownerId: string;
  readonly ownerName: string;
}

/**
 * Devices as an import looks for them and writes them.
 *
 * Devices in the registry's table `device`, a batch a statement.
 */
export class DeviceImportStore {
  constructor(private readonly database: RegistryDatabase) {}

  models() {
    return deviceModels(this.database);
  }

  /**
   * Whoever has one of these numbers or addresses, anywhere; in the order of their ids if they are locked.
   */
  async find(
    provider: { readonly id: OrganizationId; readonly path: string },
    wanted: readonly DeviceRow[],
    lock: boolean,
  ): Promise<readonly ExistingDevice[]> {
    const serialNumbers = wanted.map(({ serialNumber }) => serialNumber as string);
    const macAddresses = wanted.map(({ macAddress }) => macAddress as string);
    const { client } = this.database;
    // Two statements: in one, the plan could read the whole table to join it with the ids.
    const named = await client.$queryRaw<{ readonly id: string }[]>`
      SELECT id FROM device WHERE serial_number = ANY (${serialNumbers}::text[])
      UNION
      SELECT id FROM device WHERE mac_address = ANY (${macAddresses}::text[])`;
    const rows = await client.$queryRaw<DeviceRecord[]>`
      SELECT d.id, d.serial_number AS "serialNumber", d.mac_address AS "macAddress", m.name AS type, d.name,
             d.lifecycle::text AS lifecycle, o.id AS "ownerId", o.name AS "ownerName",
             o.path >= ${provider.path} AND o.path < ${provider.path + AFTER_ANY} AS "isBelow",
             o.kind = 'operator' AS "isInCentralStock"
      FROM device d
      JOIN device_model m ON m.id = d.model_id
      JOIN organization o ON o.id = d.organization_id
      WHERE d.id = ANY (${named.map(({ id }) => id)}::uuid[])
      ORDER BY d.id
      ${lock ? Prisma.sql`FOR UPDATE OF d` : Prisma.empty}`;
    return rows.map(({ ownerId, ownerName, ...device }) => ({ ...device, owner: { id: ownerId, name: ownerName } }));
  }

  /** @throws {BatchOutdatedError} a number or an address was taken meanwhile */
  async write(situation: Situation, effects: readonly DeviceEffect[]): Promise<void> {
    const made = effects.flatMap((effect) => ('make' in effect ? [effect.make] : []));
    const moved = effects.flatMap((effect) => ('move' in effect ? [effect.move] : []));
    if (made.length > 0) await this.#make(situation, made);
    if (moved.length > 0) await this.#move(situation, moved);
  }

  async #make({ organization, actor, at }: Situation, made: readonly DispatchedDevice[]): Promise<void> {
    const { client } = this.database;
    const devices = made.map((device) => ({ ...device, id: newUuid(at) }));
    const ids = await addDevices(client, devices, organization.id, at);
    if (ids.length < made.length) throw new BatchOutdatedError('A serial number or a MAC address was taken meanwhile.');
    await beginOwnership(client, theseDevices(ids), {
      to: organization.id,
      cause: 'dispatched',
      byId: actor.personId,
      at,
    });
  }

  async #move({ organization, actor, at }: Situation, moved: readonly DeviceMove[]): Promise<void> {
    const { client } = this.database;
    const over = moved.filter(({ isTransferred }) => isTransferred).map(({ id }) => id);
    if (over.length > 0) {
      const order = { to: organization.id, cause: 'dispatched', byId: actor.personId, note: null, at } as const;
      await transfer(client, theseDevices(over), order);
    }
    await renameDevices(client, moved, at);
  }
}
