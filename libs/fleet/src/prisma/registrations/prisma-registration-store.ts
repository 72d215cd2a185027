import type { MacAddress, SerialNumber } from '#libs/contracts';
import { deviceId, type OrganizationId } from '#libs/kernel';
import { Prisma, type RegistryDatabase } from '#prisma';
import { AssetTakenError } from '../../assets/asset-errors.js';
import type { AssetRoom } from '../../assets/asset-limit.js';
import {
  type Model,
  type NewRegistration,
  RegistrationStore,
  type StockedDevice,
  type UniqueDeviceField,
} from '../../ports.js';
import { DeviceTakenError } from '../../registrations/registration-errors.js';
import { lockAssetRoom } from '../assets/asset-room.js';
import { ofThoseAbove } from '../assets/equipment-scope.js';
import { ASSET_UNIQUE } from '../assets/prisma-asset-store.js';
import { beginOwnership, handOver, theseDevices } from '../devices/hand-over.js';
import { midnight } from '../midnight.js';
import { nameOrder } from '../name-order.js';
import { violatedUnique, violatesUnique } from '../unique-violation.js';

/** Which field a unique constraint of the table `device` is about. */
const uniqueConstraints: ReadonlyMap<string, UniqueDeviceField> = new Map([
  ['device_serial_number_key', 'serialNumber'],
  ['device_mac_address_key', 'macAddress'],
]);

/** What the form makes, in the registry's tables of the fleet. */
export class PrismaRegistrationStore extends RegistrationStore {
  constructor(private readonly database: RegistryDatabase) {
    super();
  }

  override deviceModels(): Promise<readonly Model[]> {
    return this.database.client.$queryRaw<Model[]>`
      SELECT id, name FROM device_model ORDER BY ${nameOrder(Prisma.sql`name`)}, id`;
  }

  override equipmentModels(paths: readonly string[]): Promise<readonly Model[]> {
    return this.database.client.$queryRaw<Model[]>`
      SELECT DISTINCT ON (${nameOrder(Prisma.sql`m.name`)}) m.id, m.name
      FROM equipment_model m
      WHERE ${ofThoseAbove(paths)} AND m.retired_at IS NULL
      ORDER BY ${nameOrder(Prisma.sql`m.name`)}, m.organization_id IS NULL, m.id`;
  }

  override async taken(serialNumber: SerialNumber, macAddress: MacAddress): Promise<readonly UniqueDeviceField[]> {
    const rows = await this.database.client.device.findMany({
      where: { OR: [{ serialNumber }, { macAddress }] },
      select: { serialNumber: true, macAddress: true },
    });
    const fields: UniqueDeviceField[] = [];
    if (rows.some((row) => row.serialNumber === serialNumber)) fields.push('serialNumber');
    if (rows.some((row) => row.macAddress === macAddress)) fields.push('macAddress');
    return fields;
  }

  override async lockStocked(
    serialNumber: SerialNumber,
    macAddress: MacAddress,
    providerId: OrganizationId,
  ): Promise<StockedDevice | undefined> {
    const { client } = this.database;
    // The provider first, which the contract refers to: who takes the device back into its stock holds both in this order.
    await client.$queryRaw`SELECT o.id FROM organization o WHERE o.id = ${providerId}::uuid FOR KEY SHARE`;
    const [row] = await client.$queryRaw<{ readonly id: string }[]>`
      SELECT d.id
      FROM device d
      WHERE d.serial_number = ${serialNumber} AND d.mac_address = ${macAddress}
        AND d.organization_id = ${providerId}::uuid AND d.lifecycle IN ('registered', 'active')
      FOR UPDATE`;
    if (!row) return undefined;
    const { model, lifecycle, createdAt } = await client.device.findUniqueOrThrow({
      where: { id: row.id },
      select: { model: { select: { name: true } }, lifecycle: true, createdAt: true },
    });
    return { id: deviceId(row.id), type: model.name, lifecycle, createdAt };
  }

  override lockAssetRoom(id: OrganizationId): Promise<AssetRoom> {
    return lockAssetRoom(this.database, id);
  }

  override async add(registration: NewRegistration): Promise<void> {
    const { client } = this.database;
    const { site, device, asset, contract, customerId: organizationId, registeredById, at: createdAt } = registration;
    if (site) await client.site.create({ data: { ...site, organizationId, createdAt, updatedAt: createdAt } });
    const siteId = site?.id ?? null;
    await this.#takeOrAddDevice(registration, siteId);
    await this.#addAsset({
      ...asset,
      organizationId,
      providerId: registration.providerId,
      siteId,
      linkedAt: createdAt,
      createdAt,
      updatedAt: createdAt,
      shipDate: midnight(asset.shipDate),
      warrantyBegin: midnight(asset.warrantyBegin),
      warrantyEnd: midnight(asset.warrantyEnd),
    });
    await client.installation.create({
      data: {
        id: registration.installationId,
        deviceId: device.id,
        assetId: asset.id,
        installedAt: createdAt,
        installedById: registeredById,
      },
    });
    await client.serviceContract.create({
      data: {
        ...contract,
        startDate: midnight(contract.startDate),
        endDate: midnight(contract.endDate),
        customerId: organizationId,
        providerId: registration.providerId,
        deviceId: device.id,
        assetId: asset.id,
        createdById: registeredById,
        createdAt,
      },
    });
  }

  async #takeOrAddDevice(registration: NewRegistration, siteId: string | null): Promise<void> {
    const { client } = this.database;
    const { customerId: organizationId, registeredById: byId, at } = registration;
    const { stocked, ...device } = registration.device;
    const order = { to: organizationId, cause: 'registered', byId, note: null, at } as const;
    const these = theseDevices([device.id]);
    if (stocked) {
      await handOver(client, these, order);
      const { id, name, systemName } = device;
      await client.device.update({
        where: { id },
        data: { name, siteId, ...(systemName !== null && { systemName }) },
      });
      return;
    }
    await this.#addDevice({ ...device, organizationId, siteId, createdAt: at, updatedAt: at });
    await beginOwnership(client, these, order);
  }

  async #addAsset(data: Prisma.AssetUncheckedCreateInput): Promise<void> {
    try {
      await this.database.client.asset.create({ data });
    } catch (cause) {
      if (!violatesUnique(cause, ASSET_UNIQUE)) throw cause;
      throw new AssetTakenError(data.modelNumber, data.serialNumber, 'equipment.serialNumber', { cause });
    }
  }

  async #addDevice(data: Prisma.DeviceUncheckedCreateInput): Promise<void> {
    try {
      await this.database.client.device.create({ data });
    } catch (cause) {
      const field = uniqueConstraints.get(violatedUnique(cause) ?? '');
      if (field === undefined) throw cause;
      throw new DeviceTakenError([[field, data[field]]], { cause });
    }
  }
}
